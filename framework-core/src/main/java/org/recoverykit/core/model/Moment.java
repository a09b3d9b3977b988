package org.recoverykit.core.model;

import java.time.Duration;
import java.time.Instant;

/**
 * Now, as the decider is told it.
 *
 * @param nanos monotonic: everything that is measured or counted uses this
 * @param wall for people, and for facts that outlive the process
 */
public record Moment(long nanos, Instant wall) {

    /** How long ago an earlier moment was; never negative. */
    public Duration since(long earlierNanos) {
        return Duration.ofNanos(Math.max(0, nanos - earlierNanos));
    }
}
