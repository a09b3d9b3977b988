package org.recoverykit.core.decide;

import java.util.BitSet;
import java.util.List;

/**
 * A host's command that is not answered yet.
 *
 * @param id of the command
 * @param goal what has to come true
 * @param order the resources concerned
 * @param scope the same as a set; never written
 * @param reached how many of {@code order} had come true when last looked at: what is left is looked at again, not all
 */
record PendingCommand(long id, Goal goal, List<Integer> order, BitSet scope, int reached) {
    enum Goal {
        ALL_IN,
        ALL_OUT,
        MOVED,
        CLEANED
    }

    PendingCommand reached(int now) {
        return new PendingCommand(id, goal, order, scope, now);
    }
}
