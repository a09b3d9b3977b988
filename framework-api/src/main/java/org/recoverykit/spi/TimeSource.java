package org.recoverykit.spi;

import java.time.Instant;
import org.apiguardian.api.API;

/** The time. Everything that measures or waits uses {@link #nanoTime()}; the wall clock is for people to read. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface TimeSource {

    /** Nanoseconds since an arbitrary origin, monotonic: compare by difference only. */
    long nanoTime();

    /** The wall clock, which may jump either way. */
    Instant wallTime();
}
