package org.recoverykit.core.run;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One of the {@link Workers}. Fields that are neither volatile nor guarded are touched by this thread alone. */
final class Worker extends Thread {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    boolean lent;
    /** At work, and not found standing still; guarded by the pool's lock. */
    boolean moving;

    private final Workers pool;
    private final AtomicReference<@Nullable Runnable> putOff = new AtomicReference<>();
    private @Nullable Runnable next;
    private boolean arrived;
    private volatile boolean woken;

    Worker(Workers pool, ThreadGroup group, long number) {
        super(group, null, "rk-worker-" + number, 0, false); // inherits nothing of the kit whose call led to it
        this.pool = pool;
        setDaemon(true);
    }

    Workers pool() {
        return pool;
    }

    /** Takes a task as what it does next, if it can. */
    boolean takesOver(Runnable task) {
        if (lent || next != null) {
            return false;
        }
        next = task;
        return true;
    }

    boolean hasNext() {
        return next != null;
    }

    /** Takes a task as what it does when nothing follows any more; false if it has another for then. */
    boolean putsOff(Runnable task) {
        return putOff.get() == task || putOff.compareAndSet(null, task);
    }

    /** The task for when nothing follows, which from now on is the caller's. */
    @Nullable
    Runnable takePutOff() {
        return putOff.get() == null ? null : putOff.getAndSet(null);
    }

    /** Whether this is the first time it looks for work: whoever started it counts on that. */
    boolean arrive() {
        boolean first = !arrived;
        arrived = true;
        return first;
    }

    void wake() {
        woken = true;
        LockSupport.unpark(this);
    }

    void forgetWake() {
        woken = false;
    }

    /** Whether it was woken; parks at most so long, with a few early returns tolerated. */
    boolean parkUntilWoken(long nanos) {
        for (int early = 0; !woken && early < 8; early++) {
            LockSupport.parkNanos(this, nanos);
            if (!woken && !Thread.interrupted()) {
                break;
            }
        }
        boolean result = woken;
        woken = false;
        return result;
    }

    @Override
    public void run() {
        Optional<Runnable> task = pool.take(this);
        while (task.isPresent()) {
            runOne(task.get());
            Runnable following = next == null ? takePutOff() : next;
            next = null;
            task = following == null ? pool.take(this) : Optional.of(following);
        }
    }

    private void runOne(Runnable task) {
        try {
            task.run();
        } catch (Throwable ours) { // kits' own are caught where they are called: this is a mistake of the engine's
            LOG.error("event=worker-task-failed", ours);
        } finally {
            lent = false;
            Thread.interrupted(); // an interrupt that came late is not meant for the next task
        }
    }
}
