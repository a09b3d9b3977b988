package org.recoverykit.core.model;

import java.util.List;
import org.recoverykit.engine.HierarchySpec;

/** Checks names and dependencies of a whole configuration, and tells everything that is wrong at once. */
public final class ResourceGraph {
    private ResourceGraph() {}

    /** Every problem found, in the order of the description; empty if each hierarchy can become a {@link HierarchyModel}. */
    public static List<GraphProblem> check(List<HierarchySpec> hierarchies) {
        return GraphCheck.of(hierarchies);
    }
}
