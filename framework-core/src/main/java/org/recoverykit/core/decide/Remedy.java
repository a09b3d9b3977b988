package org.recoverykit.core.decide;

/** What follows a resource's failure. */
enum Remedy {
    /** There is no failure. */
    NONE,
    /** Its restore is tried once more here, shortly. */
    AGAIN,
    /** It is restarted in place, with its parents. */
    RESTART,
    /** It asks for another node. */
    MOVE,
    /** No other node could take it: all is tried again later. */
    LATER,
    /** It is looked at, and what is found decides. */
    LOOK,
    /** Maintenance: nothing is done until its end. */
    PAUSED,
    /** Everything allowed was tried: a person has to mend it. */
    PERSON;

    /** Whether a host that waits for the resource has waited long enough. */
    boolean isFinal() {
        return this == MOVE || this == LATER || this == PAUSED || this == PERSON;
    }
}
