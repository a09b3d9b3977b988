package org.recoverykit.core.decide;

import java.util.List;

/**
 * What follows from an observation.
 *
 * @param next the state from now on
 * @param commands to be carried out in this order
 */
public record Decision(HierarchyState next, List<Command> commands) {
    /** Keeps a copy. */
    public Decision {
        commands = List.copyOf(commands);
    }
}
