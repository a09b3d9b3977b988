package org.recoverykit.ec2fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Supplier;

/** An HTTP server on a free port of the loopback, whose requests are recorded and may go wrong. */
final class Loopback implements AutoCloseable {
    static {
        // Without it the second packet of each reply waits for the client's delayed acknowledgement: 40 ms a request.
        if (System.getProperty("sun.net.httpserver.nodelay") == null) {
            System.setProperty("sun.net.httpserver.nodelay", "true");
        }
    }

    private final HttpServer server;
    private final ExecutorService workers;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Faults faults = new Faults();
    private final Traffic traffic = new Traffic();

    /** A request, and what will answer it. */
    record Task(Request request, Supplier<Reply> work) {}

    Loopback(String name, Function<Incoming, Task> reader) {
        workers = Executors.newCachedThreadPool(run -> {
            Thread thread = new Thread(run, name);
            thread.setDaemon(true);
            return thread;
        });
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on the loopback", e);
        }
        server.setExecutor(workers);
        server.createContext("/", http -> serve(http, reader));
        server.start();
    }

    private void serve(HttpExchange http, Function<Incoming, Task> reader) throws IOException {
        try (http) {
            Task task = reader.apply(Incoming.of(http));
            traffic.add(task.request());
            Exchange exchange = new Exchange(http, task.work(), closed);
            Fault fault = faults.strike(task.request()).orElseGet(Fault::none);
            fault.strike(exchange);
        }
    }

    URI uri() {
        return URI.create("http://" + server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort());
    }

    Faults faults() {
        return faults;
    }

    Traffic traffic() {
        return traffic;
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        workers.shutdownNow();
    }
}
