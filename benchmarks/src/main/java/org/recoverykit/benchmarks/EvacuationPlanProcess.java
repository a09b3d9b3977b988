package org.recoverykit.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.RecoveryEngine;

/** {@code EvacuationPlanProcess HIERARCHIES DEPTH TIMES}: plans an evacuation with everything in service. Milliseconds. */
final class EvacuationPlanProcess {
    private EvacuationPlanProcess() {}

    public static void main(String[] words) throws Exception {
        List<HierarchySpec> hierarchies = new ArrayList<>();
        for (int i = 0; i < Integer.parseInt(words[0]); i++) {
            hierarchies.add(chain(i, Integer.parseInt(words[1])));
        }
        try (TemporaryDirectory state = TemporaryDirectory.make();
                RecoveryEngine engine = engine(state, hierarchies)) {
            engine.start();
            for (HierarchySpec hierarchy : hierarchies) {
                engine.restoreHierarchy(hierarchy.name()).toCompletableFuture().join();
            }
            int resources = hierarchies.size() * hierarchies.get(0).resources().size();
            Series.print("first", new double[] {millis(engine, resources)});
            double[] again = new double[Integer.parseInt(words[2])];
            for (int i = 0; i < again.length; i++) {
                again[i] = millis(engine, resources);
            }
            Series.print("again", again);
        }
    }

    private static RecoveryEngine engine(TemporaryDirectory state, List<HierarchySpec> hierarchies) {
        var builder = RecoveryEngines.builder()
                .node("bench")
                .stateDirectory(state.path())
                .provider(new IdleKitProvider());
        hierarchies.forEach(builder::hierarchy);
        return builder.build();
    }

    private static HierarchySpec chain(int number, int depth) {
        var chain = HierarchySpec.named("h" + number);
        for (int i = 0; i < depth; i++) {
            String tag = "r" + number + "-" + i;
            chain = i == 0
                    ? chain.resource(tag, "idle", Map.of())
                    : chain.resource(tag, "idle", Map.of(), "r" + number + "-" + (i - 1));
        }
        return chain.build();
    }

    private static double millis(RecoveryEngine engine, int resources) {
        long began = System.nanoTime();
        int steps = engine.planEvacuation().steps().size();
        long ended = System.nanoTime();
        if (steps != resources) {
            throw new IllegalStateException("the plan has " + steps + " steps for " + resources + " resources");
        }
        return (ended - began) / 1e6;
    }
}
