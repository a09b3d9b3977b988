package org.recoverykit.core.model;

import java.util.Optional;

/**
 * What is known of one hierarchy from before.
 *
 * @param maintenance whether it is in maintenance
 * @param move how far it had come on its way to another node; empty if it is this node's to keep
 */
public record HierarchyFacts(boolean maintenance, Optional<Fact.Move> move) {

    /** Nothing is known: this node's to keep. */
    public static final HierarchyFacts NONE = new HierarchyFacts(false, Optional.empty());

    /** With maintenance on or off. */
    public HierarchyFacts maintenance(boolean on) {
        return new HierarchyFacts(on, move);
    }

    /** After a step to another node, or back. */
    public HierarchyFacts moved(Fact.Move step) {
        return new HierarchyFacts(maintenance, step instanceof Fact.Kept ? Optional.empty() : Optional.of(step));
    }
}
