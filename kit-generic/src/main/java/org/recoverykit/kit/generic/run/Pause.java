package org.recoverykit.kit.generic.run;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A wait that an interrupt ends. */
public final class Pause {
    private Pause() {}

    /** Waits this long. */
    public static void of(Duration time) throws InterruptedException {
        boolean unused = new Semaphore(0).tryAcquire(Math.max(0, time.toNanos()), TimeUnit.NANOSECONDS);
    }
}
