package org.recoverykit.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.RecoveryEngine;

/** {@code EngineStartProcess COUNT}: hierarchies of one resource that does nothing. Milliseconds. */
final class EngineStartProcess {
    private EngineStartProcess() {}

    public static void main(String[] words) throws Exception {
        int count = Integer.parseInt(words[0]);
        try (TemporaryDirectory state = TemporaryDirectory.make()) {
            long began = System.nanoTime();
            var builder = RecoveryEngines.builder()
                    .node("bench")
                    .stateDirectory(state.path())
                    .provider(new IdleKitProvider());
            for (int i = 0; i < count; i++) {
                builder.hierarchy(HierarchySpec.named("h" + i)
                        .resource("r" + i, "idle", Map.of())
                        .build());
            }
            try (RecoveryEngine engine = builder.build()) {
                engine.start();
                long started = System.nanoTime();
                restoreAll(engine, count);
                long ended = System.nanoTime();
                Series.print("start", new double[] {(started - began) / 1e6});
                Series.print("restore", new double[] {(ended - started) / 1e6});
            }
        }
    }

    private static void restoreAll(RecoveryEngine engine, int count) {
        List<CompletableFuture<CommandOutcome>> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            answers.add(engine.restoreHierarchy("h" + i).toCompletableFuture());
        }
        for (CompletableFuture<CommandOutcome> answer : answers) {
            CommandOutcome outcome = answer.join();
            if (!outcome.isDone()) {
                throw new IllegalStateException(outcome.toString());
            }
        }
    }
}
