package org.recoverykit.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apiguardian.api.API;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.spi.Registration;

/** The machine's own time, for tests around real things (a kernel, a process). Close it: it has a daemon thread. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RealTime implements EngineTime, AutoCloseable {

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "testkit-timer");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts nothing until the first task is asked for. */
    public RealTime() {
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
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
        ScheduledFuture<?> later = timer.schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return () -> later.cancel(false);
    }

    /** Forgets what waits, ends the thread. */
    @Override
    public void close() {
        timer.shutdownNow();
    }
}
