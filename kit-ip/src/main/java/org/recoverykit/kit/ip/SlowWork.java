package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work on files that several nodes share, which may hang when their storage does: on one thread of this process for all
 * addresses, in order, so that neither an engine's worker nor a recovery ever waits for it. The thread ends when there is
 * nothing to do.
 */
final class SlowWork {
    private static final Logger LOG = LoggerFactory.getLogger(SlowWork.class);
    private static final ThreadPoolExecutor THREAD = thread();

    private SlowWork() {}

    private static void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            // A context that was closed meanwhile, for one.
            LOG.warn("event=connections-work-failed reason=\"{}\"", e.toString());
        }
    }

    private static ThreadPoolExecutor thread() {
        ThreadPoolExecutor one =
                new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(work, "rk-ip-connections");
                    thread.setDaemon(true);
                    return thread;
                });
        one.allowCoreThreadTimeOut(true);
        return one;
    }

    /** Some time, after what was given before. */
    static void later(Runnable work) {
        THREAD.execute(() -> guarded(work));
    }

    /** The same, and waits for it: whether it was done in time; it may be done still. */
    static boolean within(Duration patience, Runnable work) throws InterruptedException {
        Future<?> done = THREAD.submit(() -> guarded(work));
        try {
            done.get(patience.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException late) {
            return false;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }
}
