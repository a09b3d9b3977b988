package org.recoverykit.testkit;

import java.time.Duration;
import java.util.function.Consumer;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.spi.Registration;

/** Runs a task each period, first after one period; what it throws is told and it goes on, as the engine does. */
final class Periodic implements Registration {

    private final EngineTime time;
    private final Duration period;
    private final Runnable task;
    private final Consumer<Throwable> failures;
    private boolean ended;
    private Registration next;

    Periodic(EngineTime time, Duration period, Runnable task, Consumer<Throwable> failures) {
        this.time = time;
        this.period = period;
        this.task = task;
        this.failures = failures;
        this.next = time.after(period, this::run);
    }

    private void run() {
        synchronized (this) {
            if (ended) {
                return;
            }
            next = time.after(period, this::run);
        }
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            failures.accept(e);
        }
    }

    @Override
    public synchronized void close() {
        ended = true;
        next.close();
    }
}
