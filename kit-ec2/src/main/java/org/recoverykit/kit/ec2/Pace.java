package org.recoverykit.kit.ec2;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.recoverykit.spi.TimeSource;

/** How long to wait for EC2 to show a change, and between two looks. */
final class Pace {
    private final TimeSource time;
    private final Duration interval;
    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);

    Pace(TimeSource time, Duration interval, Duration patience) {
        this.time = time;
        this.interval = interval;
        this.patience = patience;
    }

    long now() {
        return time.nanoTime();
    }

    /** Whether EC2 has had its time since then. */
    boolean isLate(long since) {
        return now() - since >= patience.toNanos();
    }

    /** Waits for one interval, for no longer than this, and not at all once the kit is closed. */
    void pause(Duration atMost) throws InterruptedException {
        Duration wait = interval.compareTo(atMost) < 0 ? interval : atMost;
        boolean unused = closed.await(wait.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Nobody waits any more. */
    void close() {
        closed.countDown();
    }
}
