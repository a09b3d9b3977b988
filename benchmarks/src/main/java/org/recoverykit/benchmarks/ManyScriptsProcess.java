package org.recoverykit.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.RecoveryEngine;

/**
 * {@code ManyScriptsProcess COUNT start SPAWN}: COUNT resources brought into service by a script each, and SPAWN's time for as
 * many; milliseconds. {@code ManyScriptsProcess COUNT check SECONDS}: COUNT resources checked by a script each 10 s: CPU seconds
 * a minute of this process, and of the scripts.
 */
final class ManyScriptsProcess {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final Duration LONG = Duration.ofDays(1);

    private ManyScriptsProcess() {}

    public static void main(String[] words) throws Exception {
        int count = Integer.parseInt(words[0]);
        boolean start = words[1].equals("start");
        try (TemporaryDirectory directory = TemporaryDirectory.make()) {
            Path script = Application.script(directory.path());
            String[] operations =
                    start ? new String[] {"restore", "remove"} : new String[] {"restore", "remove", "quickCheck"};
            var builder = RecoveryEngines.builder()
                    .node("bench")
                    .stateDirectory(directory.path().resolve("state"));
            for (int i = 0; i < count; i++) {
                builder.hierarchy(HierarchySpec.named("h" + i)
                        .policy(Policy.DEFAULT.withIntervals(start ? LONG : INTERVAL, LONG))
                        .resource("r" + i, "generic", Application.settings(script, operations))
                        .build());
            }
            try (RecoveryEngine engine = builder.build()) {
                engine.start();
                Series.remark(Application.containment(engine, "r0"));
                long began = System.nanoTime();
                restoreAll(engine, count);
                double took = (System.nanoTime() - began) / 1e6;
                if (start) {
                    Series.print("start", new double[] {took});
                    raw(script, count, words[2]);
                } else {
                    watch(Duration.ofSeconds(Long.parseLong(words[2])));
                }
            }
        }
    }

    private static void raw(Path script, int count, String spawn) throws IOException {
        long began = System.nanoTime();
        Commands.run(List.of(spawn, script.toString(), Integer.toString(count)));
        Series.print("raw", new double[] {(System.nanoTime() - began) / 1e6});
    }

    private static void watch(Duration span) throws IOException, InterruptedException {
        long self = ProcessHandle.current().pid();
        double children = ProcessorTime.childrensSeconds(self);
        long began = System.nanoTime();
        double own = ProcessorTime.secondsAMinute(self, span);
        double minutes = (System.nanoTime() - began) / 60e9;
        Series.print("own", new double[] {own});
        Series.print("children", new double[] {(ProcessorTime.childrensSeconds(self) - children) / minutes});
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
