package org.recoverykit.core.model;

import java.time.Instant;

/** Something that must be known after a crash. What can be seen in the real world (what is in service) is no fact. */
public sealed interface Fact {

    /** A step of a hierarchy to another node, or back: only the last one counts. */
    sealed interface Move extends Fact {
        /** Its name. */
        String hierarchy();
    }

    /**
     * Whether the engine is to keep a resource in service.
     *
     * @param tag the resource
     * @param wanted in or out
     */
    record Wanted(String tag, boolean wanted) implements Fact {}

    /**
     * A resource that is not wanted any more is proven to be out: the end of what {@code Wanted(tag, false)} began.
     *
     * @param tag the resource
     */
    record Removed(String tag) implements Fact {}

    /**
     * A local recovery began; counts in the sliding window.
     *
     * @param tag the resource
     * @param at by the wall clock
     */
    record LocalRecoveryBegan(String tag, Instant at) implements Fact {}

    /**
     * A resource failed and everything allowed has been tried.
     *
     * @param tag the resource
     * @param reason why
     */
    record GivenUp(String tag, String reason) implements Fact {}

    /**
     * A remove could not be proven.
     *
     * @param tag the resource
     * @param reason why
     */
    record Blocked(String tag, String reason) implements Fact {}

    /**
     * Failures, budgets, the block and the giving up of a resource are forgotten.
     *
     * @param tag the resource
     */
    record Cleaned(String tag) implements Fact {}

    /**
     * Maintenance of a hierarchy.
     *
     * @param hierarchy its name
     * @param on on or off
     */
    record Maintenance(String hierarchy, boolean on) implements Fact {}

    /**
     * A hierarchy is on its way out of this node; after a crash it goes on leaving.
     *
     * @param hierarchy its name
     * @param toNode where to
     * @param reason why
     */
    record Leaving(String hierarchy, String toNode, String reason) implements Move {}

    /**
     * A node is about to be asked to take a hierarchy that is out here. From now on it may have it: after a crash it is asked
     * again, and nothing is restored here before it has said no.
     *
     * @param hierarchy its name
     * @param node who is asked
     * @param reason why it moves
     */
    record HandingOver(String hierarchy, String node, String reason) implements Move {}

    /**
     * Another node has taken a hierarchy over: not ours to restore.
     *
     * @param hierarchy its name
     * @param node the owner
     */
    record HandedOver(String hierarchy, String node) implements Move {}

    /**
     * A hierarchy is this node's to keep (again).
     *
     * @param hierarchy its name
     */
    record Kept(String hierarchy) implements Move {}

    /**
     * A kit's note.
     *
     * @param tag the resource
     * @param key the note's key
     * @param value its value
     */
    record NotePut(String tag, String key, String value) implements Fact {}

    /**
     * A kit's note was removed.
     *
     * @param tag the resource
     * @param key the note's key
     */
    record NoteRemoved(String tag, String key) implements Fact {}
}
