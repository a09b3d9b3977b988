package org.recoverykit.core.run;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.spi.Registration;

/**
 * Comes due again and again, an interval after the last look has ended. Never twice for what was missed: after a pause of
 * the process one look makes up for all, at a random moment of the next second.
 */
final class CheckTimer {
    private static final long SPREAD_NANOS = TimeUnit.SECONDS.toNanos(1);

    /**
     * Looks come due on a grid of moments that thousands of resources share: each moment wakes the threads once. Its grains
     * are powers of two, as those that the engine's clock rounds up to; 268 ms at most.
     */
    private static final int GRID_OF_INTERVAL = 32;

    private static final long COARSEST_GRID = 1 << 28;

    /** So much before its moment a look is asked for, or the time that asking takes would put it off to the next one. */
    private static final int LEAD_OF_GRID = 64;

    private final long intervalNanos;
    private final long gridNanos;
    private final EngineTime time;
    private final Jitter jitter;
    private final ClockWatch clocks;
    private final BooleanSupplier occupied;
    private volatile Runnable look = () -> {};
    private final Runnable comeDue = this::due;
    private final AtomicLong skipped = new AtomicLong();
    private final Object lock = new Object();
    private Registration timer = () -> {};
    private long dueNanos;
    private boolean closed;
    private volatile long endedNanos;

    CheckTimer(Duration interval, EngineTime time, Jitter jitter, ClockWatch clocks, BooleanSupplier occupied) {
        this.intervalNanos = interval.toNanos();
        this.gridNanos = Math.max(1, Long.highestOneBit(Math.min(COARSEST_GRID, intervalNanos / GRID_OF_INTERVAL)));
        this.time = time;
        this.jitter = jitter;
        this.clocks = clocks;
        this.occupied = occupied;
    }

    /**
     * Begins. Once.
     *
     * @param whenDue told that it is time; runs on the timer's thread, returns at once
     */
    void start(Runnable whenDue) {
        look = whenDue;
        endedNanos = time.nanoTime() - intervalNanos;
        arm(jitter.below(intervalNanos));
    }

    void soon() {
        endedNanos = time.nanoTime() - intervalNanos;
        arm(jitter.below(Math.min(intervalNanos, SPREAD_NANOS)));
    }

    void ended() {
        endedNanos = time.nanoTime();
    }

    void close() {
        synchronized (lock) {
            closed = true;
            timer.close();
        }
    }

    long skipped() {
        return skipped.get();
    }

    private void arm(long delayNanos) {
        synchronized (lock) {
            timer.close();
            if (!closed) {
                long now = time.nanoTime();
                dueNanos = Math.max(now, onGrid(now + delayNanos));
                timer = time.after(Duration.ofNanos(dueNanos - now), comeDue);
            }
        }
    }

    /** The nearest moment of the grid, so that a look is at most a sixtieth of its interval too soon or too late. */
    private long onGrid(long moment) {
        return Math.floorDiv(moment + gridNanos / 2, gridNanos) * gridNanos - gridNanos / LEAD_OF_GRID;
    }

    private void due() {
        long now = time.nanoTime();
        long late;
        synchronized (lock) {
            late = now - dueNanos;
        }
        clocks.observe(now, late);
        if (late > Math.max(intervalNanos, SPREAD_NANOS)) {
            skipped.addAndGet(late / intervalNanos);
            soon();
            return;
        }
        long sinceEnd = now - endedNanos;
        if (sinceEnd < intervalNanos - intervalNanos / 8) { // an early look has taken place meanwhile
            arm(intervalNanos - sinceEnd);
            return;
        }
        arm(jitter.around(intervalNanos));
        if (occupied.getAsBoolean()) {
            skipped.incrementAndGet();
        } else {
            look.run();
        }
    }
}
