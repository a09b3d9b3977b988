package org.recoverykit.kit.ec2;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Threads that talk to EC2 in the place of the engine's: the HTTP client ignores interrupts while it waits for the network, so
 * whoever has a deadline waits beside it.
 */
final class Workers implements AutoCloseable {
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor pool;

    Workers(String name, int threads) {
        AtomicInteger count = new AtomicInteger();
        pool = new ThreadPoolExecutor(
                threads, threads, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
    }

    /** Runs a task as soon as a thread is free; what it throws, the future tells. */
    <T> CompletableFuture<T> run(Supplier<T> task) {
        CompletableFuture<T> future = new CompletableFuture<>();
        try {
            pool.execute(() -> {
                try {
                    // Whoever wanted it may have given up while it was queued.
                    if (!future.isDone()) {
                        future.complete(task.get());
                    }
                } catch (RuntimeException | LinkageError broken) {
                    future.completeExceptionally(broken);
                }
            });
        } catch (RejectedExecutionException closed) {
            future.completeExceptionally(closed);
        }
        return future;
    }

    /** Ends idle threads at once, others when their call to EC2 ends; what is queued is forgotten. */
    @Override
    public void close() {
        pool.shutdownNow();
    }
}
