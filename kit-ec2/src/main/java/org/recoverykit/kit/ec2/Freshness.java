package org.recoverykit.kit.ec2;

/** How old an answer may be. */
enum Freshness {
    /** As old as the interval of checks allows: quick checks. */
    RECENT,
    /** Read after the question, together with whoever asks at the same time: deep checks. */
    FRESH,
    /** Read for this question alone, whatever else hangs: actions. */
    NOW
}
