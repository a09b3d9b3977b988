package org.recoverykit.spi;

import java.time.Duration;
import org.apiguardian.api.API;

/** The right of this node to hold a hierarchy. On a single node it never ends. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface Ownership {

    /** Grows by at least one with each new owner of the hierarchy; what can compare tokens should refuse smaller ones. */
    long epoch();

    /** Whether this node holds the hierarchy at this moment, by its own monotonic clock. Cheap, never blocks. */
    boolean valid();

    /** For how much longer it is certain to; {@link #UNBOUNDED} where nothing can take it away. */
    Duration remaining();

    /** What {@link #remaining()} answers when there is no end. */
    Duration UNBOUNDED = Duration.ofSeconds(Long.MAX_VALUE);

    /** The ownership of an engine without other nodes: epoch 1, for ever. */
    static Ownership permanent() {
        return PermanentOwnership.INSTANCE;
    }
}
