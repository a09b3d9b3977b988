package org.recoverykit.ec2fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** One request being answered; a fault takes its hands. */
final class Exchange {
    private final HttpExchange http;
    private final Supplier<Reply> work;
    private final CountDownLatch serverClosed;

    Exchange(HttpExchange http, Supplier<Reply> work, CountDownLatch serverClosed) {
        this.http = http;
        this.work = work;
        this.serverClosed = serverClosed;
    }

    /** Carries the request out. */
    Reply carryOut() {
        return work.get();
    }

    void send(Reply reply) throws IOException {
        byte[] bytes = reply.bytes();
        reply.headers().forEach(http.getResponseHeaders()::set);
        http.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            try (OutputStream out = http.getResponseBody()) {
                out.write(bytes);
            }
        }
    }

    /** Promises all of the reply, sends half of it, and ends the connection. */
    void sendHalf(Reply reply) throws IOException {
        byte[] bytes = reply.bytes();
        reply.headers().forEach(http.getResponseHeaders()::set);
        http.sendResponseHeaders(reply.status(), bytes.length);
        OutputStream out = http.getResponseBody();
        out.write(Arrays.copyOf(bytes, bytes.length / 2));
        out.flush();
        drop();
    }

    /** Sends a byte at a time, so that no read of the client's ever runs out of time. */
    void trickle(Reply reply, Duration pause) throws IOException {
        byte[] bytes = reply.bytes();
        reply.headers().forEach(http.getResponseHeaders()::set);
        http.sendResponseHeaders(reply.status(), bytes.length);
        try (OutputStream out = http.getResponseBody()) {
            for (byte one : bytes) {
                out.write(one);
                out.flush();
                pause(pause);
            }
        }
    }

    /** Ends the connection without a word. */
    void drop() {
        http.close();
    }

    /** Waits; less if the server closes. */
    void pause(Duration time) throws IOException {
        try {
            if (serverClosed.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new IOException("the server is closing");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the server is closing", e);
        }
    }

    /** Answers nothing as long as the server lives. */
    void hang() throws IOException {
        pause(Duration.ofDays(1));
    }
}
