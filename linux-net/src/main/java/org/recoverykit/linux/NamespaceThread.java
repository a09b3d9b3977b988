package org.recoverykit.linux;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A thread that lives in the network namespace of its maker and does there what depends on the thread: opening sockets, and
 * files under /proc/sys/net. A thread inherits its namespace, so no capability is needed, as setns would.
 */
final class NamespaceThread implements AutoCloseable {
    private final ThreadPoolExecutor executor;

    NamespaceThread() {
        executor = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "rk-namespace");
            thread.setDaemon(true);
            return thread;
        });
        // Started now: at the first task it would begin in the namespace of whoever brings that.
        executor.prestartCoreThread();
    }

    /**
     * Runs it there and waits.
     *
     * @return empty when it did not end in time, the caller was interrupted, or this is closed
     * @throws Exception what it threw
     */
    <T> Optional<T> call(Callable<T> work, Duration timeout) throws Exception {
        Future<T> future;
        try {
            future = executor.submit(work);
        } catch (RejectedExecutionException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(future.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException | CancellationException e) {
            future.cancel(false);
            return Optional.empty();
        } catch (InterruptedException e) {
            future.cancel(false);
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Runs it there some time, unless this is closed. */
    void later(Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
        }
    }

    @Override
    public void close() {
        executor.shutdown();
    }
}
