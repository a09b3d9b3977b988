package org.recoverykit.core.run;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.recoverykit.spi.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A kit's own task, run again and again on workers; a run that is due while the last one still goes is skipped. What is due
 * every second or less often can wait for its turn among all that is due with it; what is asked for more often cannot.
 */
final class RepeatedTask {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);

    private static final Duration ROUTINE = Duration.ofSeconds(1);

    private final String tag;
    private final Duration period;
    private final Runnable task;
    private final LoopServices services;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Registration timer = () -> {};
    private volatile boolean closed;

    RepeatedTask(String tag, Duration period, Runnable task, LoopServices services) {
        this.tag = tag;
        this.period = period;
        this.task = task;
        this.services = services;
    }

    void start() {
        timer = services.time().after(period, this::due);
        if (closed) {
            timer.close();
        }
    }

    void close() {
        closed = true;
        timer.close();
    }

    private void due() {
        if (closed) {
            return;
        }
        start();
        if (running.compareAndSet(false, true)) {
            if (period.compareTo(ROUTINE) >= 0) {
                services.rounds().add(this::run);
            } else {
                services.workers().submit(Lane.URGENT, this::run);
            }
        }
    }

    private void run() {
        services.workers().lend();
        try {
            if (!closed) {
                task.run();
            }
        } catch (Throwable thrown) { // a kit's code: told, and tried again
            Thrown.warn(LOG, "event=kit-task-threw tag=" + tag, thrown);
        } finally {
            running.set(false);
        }
    }
}
