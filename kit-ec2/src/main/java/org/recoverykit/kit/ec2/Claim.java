package org.recoverykit.kit.ec2;

import org.recoverykit.spi.Notes;

/**
 * Whether this node has given the address up while EC2 still leads it here. Needed only where a removal leaves the entry or
 * the association for the next owner: then EC2 shows no difference, and a note has to.
 */
final class Claim {
    private static final String KEY = "claim";
    private static final String HELD = "held";
    private static final String RELEASED = "released";

    private final Notes notes;
    private final boolean needed;

    Claim(Notes notes, OnRemove removal) {
        this.notes = notes;
        this.needed = removal == OnRemove.LEAVE;
    }

    boolean isReleased() {
        return needed && notes.get(KEY).filter(RELEASED::equals).isPresent();
    }

    /** Durable when it returns. */
    void hold() {
        if (needed) {
            notes.put(KEY, HELD);
        }
    }

    /** Durable when it returns. */
    void release() {
        if (needed) {
            notes.put(KEY, RELEASED);
        }
    }
}
