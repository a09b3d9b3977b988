package org.recoverykit.engine;

import java.time.Duration;
import org.apiguardian.api.API;
import org.recoverykit.spi.Registration;
import org.recoverykit.spi.TimeSource;

/** The time, and what is to happen later. Comes in through the engine's builder; the test kit has one turned by hand. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface EngineTime extends TimeSource {

    /**
     * Runs a task once after a delay by {@link #nanoTime()}; zero or less means as soon as possible. The task is short, never
     * blocks, and runs on no thread of the caller's.
     */
    Registration after(Duration delay, Runnable task);
}
