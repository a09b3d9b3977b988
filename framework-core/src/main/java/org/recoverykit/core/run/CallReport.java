package org.recoverykit.core.run;

import java.time.Duration;

/**
 * How a call ended, or that it ran out of time.
 *
 * @param result the kit's answer, or the one that claims nothing
 * @param lastStep the last step it told; may be empty
 * @param took from being asked for to the answer
 * @param <R> the kind of answer
 */
record CallReport<R>(R result, String lastStep, Duration took) {}
