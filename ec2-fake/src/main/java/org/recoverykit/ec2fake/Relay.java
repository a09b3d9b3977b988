package org.recoverykit.ec2fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A wire between a client and a server, for troubles below HTTP: connections reset, closed while idle, refused; and the
 * server's Date header moved, which clients correct their clocks by. Thread-safe.
 */
public final class Relay implements AutoCloseable {
    private final InetSocketAddress server;
    private final ServerSocket listener;
    private final Set<RelayedConnection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean refusing;
    private volatile Duration skew = Duration.ZERO;

    private Relay(URI server) {
        this.server = new InetSocketAddress(server.getHost(), server.getPort());
        try {
            listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on the loopback", e);
        }
        Thread thread = new Thread(this::accept, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** A wire to the server of that address. */
    public static Relay to(URI server) {
        return new Relay(server);
    }

    /** Where clients connect. */
    public URI endpoint() {
        return URI.create("http://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort());
    }

    /** How many connections are open. */
    public int connections() {
        return open.size();
    }

    /** Ends all connections in order, as servers do with idle ones. */
    public void closeConnections() {
        open.forEach(RelayedConnection::close);
    }

    /** Ends all connections by reset. */
    public void resetConnections() {
        open.forEach(RelayedConnection::reset);
    }

    /** From now on every new connection is reset at once, or none is. */
    public void refuse(boolean all) {
        refusing = all;
    }

    /** From now on the server's Date header is later by that much, or earlier if it is negative. */
    public void skew(Duration by) {
        skew = by;
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the relay", e);
        }
        closeConnections();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                accepted(listener.accept());
            } catch (IOException e) {
                // The listener was closed, or a client or the server has gone: the next one is not concerned.
            }
        }
    }

    private void accepted(Socket client) throws IOException {
        if (refusing) {
            RelayedConnection.reset(client);
            return;
        }
        Socket upstream = new Socket();
        try {
            upstream.connect(server);
        } catch (IOException e) {
            client.close();
            throw e;
        }
        RelayedConnection connection = new RelayedConnection(client, upstream, open::remove);
        open.add(connection);
        connection.start(bytes -> DateHeader.moved(bytes, skew));
    }
}
