package org.recoverykit.core.run;

/** Which work goes first when workers are scarce. */
enum Lane {
    /** Somebody waits: a recovery, a suspicion, a command. */
    URGENT,
    /** The safety net: periodic checks. */
    ROUTINE
}
