package org.recoverykit.core.model;

import java.util.Map;

/**
 * All facts, folded: what is known from before.
 *
 * @param resources by tag
 * @param hierarchies by name
 */
public record Facts(Map<String, ResourceFacts> resources, Map<String, HierarchyFacts> hierarchies) {

    /** Nothing is known. */
    public static final Facts NONE = new Facts(Map.of(), Map.of());

    /** Keeps copies. */
    public Facts {
        resources = Map.copyOf(resources);
        hierarchies = Map.copyOf(hierarchies);
    }

    /** What is known of a resource. */
    public ResourceFacts resource(String tag) {
        return resources.getOrDefault(tag, ResourceFacts.NONE);
    }

    /** What is known of a hierarchy. */
    public HierarchyFacts hierarchy(String name) {
        return hierarchies.getOrDefault(name, HierarchyFacts.NONE);
    }
}
