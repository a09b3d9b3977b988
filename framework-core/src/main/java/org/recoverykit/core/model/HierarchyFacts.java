package org.recoverykit.core.model;

import java.util.Optional;

/**
 * What is known of one hierarchy from before.
 *
 * @param maintenance whether it is in maintenance
 * @param leaving if it was on its way to another node
 * @param handedOverTo the node that has it, if one has
 */
public record HierarchyFacts(boolean maintenance, Optional<Fact.Leaving> leaving, Optional<String> handedOverTo) {

    /** Nothing is known: this node's to keep. */
    public static final HierarchyFacts NONE = new HierarchyFacts(false, Optional.empty(), Optional.empty());
}
