package org.recoverykit.linux.lab;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkOptions;
import org.recoverykit.linux.socket.NativeAccess;
import org.recoverykit.linux.socket.NetworkNamespace;

/**
 * An anonymous network namespace with one thread that lives in it. It has no name in the file system and goes away with the
 * last socket, thread and process in it. Any thread may call.
 */
public final class NetNs implements AutoCloseable {
    private static final long LONGEST_CALL_SECONDS = 60;

    private final String name;
    private final ThreadPoolExecutor inside;
    private final NetworkNamespace namespace;

    private NetNs(String name) {
        this.name = name;
        this.inside = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
            Thread thread = new Thread(work, "rk-lab-" + name);
            thread.setDaemon(true);
            return thread;
        });
        try {
            this.namespace = call(NetworkNamespace::unshare);
        } catch (RuntimeException e) {
            inside.shutdown();
            throw e;
        }
    }

    /** Makes one with its loopback up; the name is for threads and messages only. */
    public static NetNs anonymous(String name) {
        NativeAccess.load().ifPresent(failure -> {
            throw new LabException(failure.message(), failure.cause());
        });
        NetNs made = new NetNs(name);
        try (LinkMaker links = made.linkMaker()) {
            links.setUp(1);
            return made;
        } catch (RuntimeException e) {
            made.close();
            throw e;
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /**
     * Runs code in the namespace's thread and waits for it, at most a minute. Sockets, threads and processes that it makes
     * belong to the namespace.
     */
    public <T> T call(Callable<T> code) {
        Future<T> future = inside.submit(code);
        try {
            return future.get(LONGEST_CALL_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new LabException("in namespace " + name + ": " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LabException("interrupted while waiting for namespace " + name, e);
        } catch (TimeoutException e) {
            throw new LabException("namespace " + name + " is busy for more than a minute", e);
        }
    }

    /** {@link #call} for code without a result. */
    public void run(Runnable code) {
        call(() -> {
            code.run();
            return code;
        });
    }

    /** Starts a process that lives in the namespace. Its end is the caller's business. */
    public Process start(ProcessBuilder builder) throws IOException {
        return call(builder::start);
    }

    /** Starts a daemon thread that lives in the namespace. */
    public CompletableFuture<Void> fork(String threadName, Runnable code) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        run(() -> {
            Thread thread = new Thread(
                    () -> {
                        try {
                            code.run();
                            end.complete(null);
                        } catch (Throwable e) {
                            end.completeExceptionally(e);
                        }
                    },
                    threadName);
            thread.setDaemon(true);
            thread.start();
        });
        return end;
    }

    /** Opens its network; the caller closes it. */
    public LinuxNetwork openNetwork(NetworkOptions options) {
        return call(() -> LinuxNetwork.open(options));
    }

    LinkMaker linkMaker() {
        return call(LinkMaker::open);
    }

    NetworkNamespace namespace() {
        return namespace;
    }

    @Override
    public void close() {
        namespace.close();
        inside.shutdown();
    }
}
