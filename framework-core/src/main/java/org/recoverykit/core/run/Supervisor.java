package org.recoverykit.core.run;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** Looks every few milliseconds whether the work of the {@link Workers} still moves, as long as there is some; else sleeps. */
final class Supervisor {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Workers workers;
    private final AtomicBoolean watching = new AtomicBoolean();
    private final Thread thread = new Thread(this::run, "rk-workers");
    private volatile boolean ended;

    Supervisor(Workers workers) {
        this.workers = workers;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Something waits. Costs nothing while it watches already. */
    void watch() {
        if (!watching.get() && watching.compareAndSet(false, true)) {
            LockSupport.unpark(thread);
        }
    }

    void end() {
        ended = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!ended) {
            if (watching.get()) {
                look();
            } else {
                LockSupport.park(this);
            }
            Thread.interrupted(); // nobody has reason to; it would keep this thread from sleeping
        }
    }

    private void look() {
        Workers.Heads before = workers.heads();
        LockSupport.parkNanos(this, LOOK_NANOS);
        // First: what comes while it helps is watched anew.
        watching.set(false);
        if (workers.help(before)) {
            watching.set(true);
        }
    }
}
