package org.recoverykit.examples.demo;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/**
 * The program that is protected: a web server of one page, in a process of its own, listening on one address only. It knows
 * nothing of the framework. Plain sockets, because what it loads at its start is part of an outage.
 *
 * <p>Arguments: address, port, the text of the page, and the process with which it ends, so that a demonstration that is
 * killed leaves no server behind.
 */
final class WebServer {
    private static final int PATIENCE_MILLIS = 1_000;
    private static final long PARENT_MILLIS = 250;

    private WebServer() {}

    /** Serves until it is asked to end, killed, or its parent has ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        byte[] page = page(args[2]);
        try (ServerSocket listener = new ServerSocket()) {
            listener.bind(new InetSocketAddress(InetAddress.getByName(args[0]), Integer.parseInt(args[1])), 64);
            Thread server = new Thread(() -> serveAll(listener, page), "web");
            server.setDaemon(true);
            server.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(listener), "web-end"));
            endWith(Long.parseLong(args[3]));
        }
    }

    /** Looks now and then rather than waits for the event: that would hold up this JVM's own end. */
    private static void endWith(long parent) throws InterruptedException {
        while (ProcessHandle.of(parent).isPresent()) {
            Thread.sleep(PARENT_MILLIS);
        }
    }

    /** A JVM whose thread still waits for a client takes 300 ms to end; a failover has no such time. */
    private static void close(ServerSocket listener) {
        try {
            listener.close();
        } catch (IOException e) {
            System.err.println("cannot close the listener: " + e);
        }
    }

    private static void serveAll(ServerSocket listener, byte[] page) {
        while (!listener.isClosed()) {
            serve(listener, page);
        }
    }

    private static byte[] page(String text) {
        return ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nConnection: close\r\nContent-Length: " + text.length()
                        + "\r\n\r\n" + text)
                .getBytes(US_ASCII);
    }

    /** One request, one answer; whoever goes away half-way harms nobody else. */
    private static void serve(ServerSocket listener, byte[] page) {
        try (Socket client = listener.accept()) {
            client.setSoTimeout(PATIENCE_MILLIS);
            var request = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            String line = request.readLine();
            while (line != null && !line.isEmpty()) {
                line = request.readLine();
            }
            client.getOutputStream().write(page);
        } catch (IOException clientWentAway) {
            // The next one is served.
        }
    }
}
