package org.recoverykit.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.recoverykit.spi.TimeSource;

/**
 * Notices that time has passed which nobody was there for. A stopped process sees its timers late; a suspended machine does
 * not (the kernel's monotonic clock stands still meanwhile), but there the wall clock is ahead of the monotonic one. A wall
 * clock that somebody has set looks the same and gets the same harmless answer: look at everything.
 */
final class ClockWatch {
    private static final Duration TOLERATED_DRIFT = Duration.ofSeconds(5);
    /** Thousands of timers come due each second, and one look at the clocks is enough for those of a moment. */
    private static final long SAME_MOMENT = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long TOLERATED_LATENESS = TimeUnit.SECONDS.toNanos(3);

    private final TimeSource time;
    private final Troubles troubles;
    private final Runnable lookAtEverything;
    private volatile long lastNanos;
    private Instant lastWall;

    ClockWatch(TimeSource time, Troubles troubles, Runnable lookAtEverything) {
        this.time = time;
        this.troubles = troubles;
        this.lookAtEverything = lookAtEverything;
        this.lastNanos = time.nanoTime();
        this.lastWall = time.wallTime();
    }

    /** A timer came due; never blocks. */
    void observe(long now, long lateNanos) {
        if (now - lastNanos < SAME_MOMENT && lateNanos <= TOLERATED_LATENESS) {
            return;
        }
        Instant wall = time.wallTime();
        Duration drift;
        synchronized (this) {
            Duration monotonic = Duration.ofNanos(now - lastNanos);
            drift = Duration.between(lastWall, wall).minus(monotonic);
            lastNanos = now;
            lastWall = wall;
        }
        if (drift.abs().compareTo(TOLERATED_DRIFT) > 0) {
            tell("the wall clock moved by " + Words.duration(drift)
                    + " against the monotonic one: it was set, or the machine was suspended");
        } else if (lateNanos > TOLERATED_LATENESS) {
            tell("timers came " + Words.duration(Duration.ofNanos(lateNanos))
                    + " late: the process was stopped or starved of CPU");
        }
    }

    private void tell(String what) {
        troubles.tell(
                "clock", what + "; every resource is looked at now", "find out why, if nobody did this on purpose");
        lookAtEverything.run();
    }
}
