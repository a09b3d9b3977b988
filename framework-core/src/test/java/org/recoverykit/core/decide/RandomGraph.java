package org.recoverykit.core.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.ResourceSpec;

/** Connected hierarchies of 1 to 12 resources, many with shared children, with policies of all kinds. */
final class RandomGraph {
    private RandomGraph() {}

    static HierarchyModel of(SplittableRandom random) {
        int size = 1 + random.nextInt(random.nextInt(4) == 0 ? 12 : 5);
        List<List<String>> children = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            children.add(new ArrayList<>());
        }
        for (int i = 1; i < size; i++) {
            int tied = random.nextInt(i);
            boolean shared = random.nextInt(3) == 0;
            if (shared && tied > 0) {
                children.get(i).add("r" + tied);
                if (random.nextBoolean()) {
                    children.get(i).add("r" + random.nextInt(tied));
                }
            } else {
                children.get(i).add("r" + tied);
            }
        }
        List<ResourceSpec> resources = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            resources.add(new ResourceSpec("r" + i, "sim", Map.of(), children.get(i), policy(random)));
        }
        return HierarchyModel.of(new HierarchySpec("h", resources));
    }

    private static Policy policy(SplittableRandom random) {
        if (random.nextInt(3) > 0) {
            return Policy.DEFAULT;
        }
        Policy policy = Policy.DEFAULT
                .allowing(random.nextInt(4) > 0, random.nextInt(4) > 0, random.nextInt(4) > 0)
                .withLocalRecoveries(random.nextInt(4), Duration.ofMinutes(1 + random.nextInt(30)));
        return random.nextInt(12) == 0 ? policy.notifyingOnly() : policy;
    }
}
