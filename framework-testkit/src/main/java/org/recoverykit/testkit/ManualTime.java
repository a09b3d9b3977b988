package org.recoverykit.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.spi.Registration;

/**
 * Time that stands still until a test moves it. Tasks run on the thread that calls {@link #advance}, in the order of their
 * moments and, at one moment, in the order in which they were asked for. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ManualTime implements EngineTime {

    /** More tasks than this in one {@link #advance} is a task that asks for itself without end. */
    private static final int MOST_RUNS = 10_000_000;

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::order));
    private long now = 1_000_000_000L;
    private Instant wall;
    private long asked;

    /** Stands at 2026-01-01T00:00:00Z. */
    public ManualTime() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    /** Stands at the given wall time. */
    public ManualTime(Instant wall) {
        this.wall = wall;
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Instant wallTime() {
        return wall;
    }

    /** Asks for a task; it runs in a later {@link #advance} or {@link #runDue}, never here. */
    @Override
    public synchronized Registration after(Duration delay, Runnable task) {
        Task later = new Task(now + Math.max(0, delay.toNanos()), asked++, task);
        tasks.add(later);
        return () -> forget(later);
    }

    /**
     * Moves the time on. Each task that becomes due runs at its own moment, also one that another task asks for meanwhile.
     *
     * @param by zero or more
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + by);
        }
        long end = nanoTime() + by.toNanos();
        for (int run = 0; run < MOST_RUNS; run++) {
            Task due = nextUntil(end);
            if (due == null) {
                return;
            }
            due.task.run();
        }
        throw new AssertionError(
                "more than " + MOST_RUNS + " tasks within " + by + ": one asks for itself without end");
    }

    /** Runs what is due now. */
    public void runDue() {
        advance(Duration.ZERO);
    }

    /** Moves the wall clock alone, either way, as an administrator or a time server may. */
    public synchronized void jumpWallClock(Duration by) {
        wall = wall.plus(by);
    }

    /** How many tasks wait. */
    public synchronized int waiting() {
        return tasks.size();
    }

    /** How long until the next task is due; empty if none waits. */
    public synchronized Optional<Duration> untilNext() {
        Task next = tasks.peek();
        return next == null ? Optional.empty() : Optional.of(Duration.ofNanos(Math.max(0, next.at - now)));
    }

    private synchronized void forget(Task task) {
        tasks.remove(task);
    }

    private synchronized @Nullable Task nextUntil(long end) {
        Task next = tasks.peek();
        if (next == null || next.at - end > 0) {
            moveTo(end);
            return null;
        }
        tasks.poll();
        moveTo(next.at);
        return next;
    }

    private void moveTo(long moment) {
        if (moment - now > 0) {
            wall = wall.plusNanos(moment - now);
            now = moment;
        }
    }

    private record Task(long at, long order, Runnable task) {}
}
