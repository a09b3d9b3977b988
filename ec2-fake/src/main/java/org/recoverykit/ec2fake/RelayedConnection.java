package org.recoverykit.ec2fake;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One connection through a {@link Relay}: two sockets, and a thread for each direction. */
final class RelayedConnection {
    private static final int CHUNK = 64 * 1024;

    private final Socket client;
    private final Socket server;
    private final Consumer<RelayedConnection> ended;

    RelayedConnection(Socket client, Socket server, Consumer<RelayedConnection> ended) {
        this.client = client;
        this.server = server;
        this.ended = ended;
    }

    /** Begins to carry bytes. */
    void start(UnaryOperator<byte[]> backwards) throws IOException {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        pump(client, server, bytes -> bytes);
        pump(server, client, backwards);
    }

    private void pump(Socket from, Socket to, UnaryOperator<byte[]> change) {
        Thread thread = new Thread(() -> carry(from, to, change), "relayed");
        thread.setDaemon(true);
        thread.start();
    }

    private void carry(Socket from, Socket to, UnaryOperator<byte[]> change) {
        byte[] buffer = new byte[CHUNK];
        try {
            for (int got = from.getInputStream().read(buffer);
                    got >= 0;
                    got = from.getInputStream().read(buffer)) {
                to.getOutputStream().write(change.apply(Arrays.copyOf(buffer, got)));
            }
        } catch (IOException e) {
            // One end has gone; so shall the other.
        } finally {
            close();
        }
    }

    void close() {
        ended.accept(this);
        closed(client);
        closed(server);
    }

    void reset() {
        ended.accept(this);
        reset(client);
        closed(server);
    }

    /** Without lingering, a close is a reset. */
    static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
        } catch (IOException e) {
            // It is closed already.
        }
        closed(socket);
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is as closed as it will ever be.
        }
    }
}
