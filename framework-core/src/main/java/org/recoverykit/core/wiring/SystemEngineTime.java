package org.recoverykit.core.wiring;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.spi.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The real clock and one thread, rk-timer, that sleeps until the next task is due. A task may run late by a four-hundredth of
 * its delay (at most 268 ms), so that the checks of thousands of resources share their wake-ups, each of which costs more than a check.
 * Moments are rounded up to multiples of powers of two: those of one grain are also moments of all finer ones.
 */
final class SystemEngineTime implements EngineTime, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SystemEngineTime.class);
    private static final int SLACK_OF_DELAY = 400;
    /** 268 ms in nanoseconds. */
    private static final long MOST_SLACK = 1 << 28;

    private static final Duration LONGEST = Duration.ofDays(365);
    private static final long AWAKE = Long.MIN_VALUE;

    /** A moment of the coarsest grain by {@link #nanoTime}, so that whoever rounds to a grain by that means the same moments. */
    private final long origin = Math.floorDiv(System.nanoTime(), MOST_SLACK) * MOST_SLACK;

    private final Object lock = new Object();
    private final TimerQueue queue = new TimerQueue(this::cancel);
    private final Thread thread = new Thread(this::run, "rk-timer");
    /** Until when the thread sleeps; whoever has something earlier wakes it. */
    private long sleepsUntil = AWAKE;

    private boolean closed;

    SystemEngineTime() {
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant wallTime() {
        return Instant.now();
    }

    @Override
    public Registration after(Duration delay, Runnable task) {
        long nanos = delay.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : Math.max(0, delay.toNanos());
        long at = shared(sinceOrigin() + nanos, nanos);
        TimerQueue.Entry entry;
        boolean wake;
        synchronized (lock) {
            entry = queue.add(at, task);
            wake = at < sleepsUntil;
            if (wake) {
                sleepsUntil = AWAKE;
            }
        }
        if (wake) {
            LockSupport.unpark(thread);
        }
        return entry;
    }

    /** The next moment that others with a delay of this size are rounded up to as well. */
    private static long shared(long exact, long delay) {
        long slack = Long.highestOneBit(Math.min(MOST_SLACK, Math.max(1, delay / SLACK_OF_DELAY)));
        return (exact + slack - 1) / slack * slack;
    }

    private long sinceOrigin() {
        return System.nanoTime() - origin; // so that moments can be compared plainly
    }

    private void cancel(TimerQueue.Entry entry) {
        synchronized (lock) {
            queue.remove(entry);
        }
    }

    /** Ends the thread; tasks that wait never run. Idempotent. */
    @Override
    public void close() {
        synchronized (lock) {
            closed = true;
            queue.clear();
        }
        LockSupport.unpark(thread);
    }

    private void run() {
        for (List<TimerQueue.Entry> due = nextDue(); !due.isEmpty(); due = nextDue()) {
            due.forEach(SystemEngineTime::run);
        }
    }

    private static void run(TimerQueue.Entry due) {
        try {
            due.run();
        } catch (Throwable mistake) { // the timer thread serves everybody: one bad task must not end it
            LOG.error("event=timer-task-failed", mistake);
        }
    }

    /** Waits for them, all of one moment; empty once closed. */
    private List<TimerQueue.Entry> nextDue() {
        while (true) {
            long left;
            synchronized (lock) {
                if (closed) {
                    return List.of();
                }
                long now = sinceOrigin();
                List<TimerQueue.Entry> due = queue.poll(now);
                if (!due.isEmpty()) {
                    sleepsUntil = AWAKE;
                    return due;
                }
                sleepsUntil = queue.earliest();
                left = sleepsUntil - now;
            }
            LockSupport.parkNanos(this, left);
            if (Thread.interrupted()) {
                LOG.warn("event=timer-interrupted");
            }
        }
    }
}
