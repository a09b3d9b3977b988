package org.recoverykit.linux;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.recoverykit.linux.socket.Descriptor;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.PacketSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One interface's frames of one protocol about the addresses that somebody listens for. The kernel's filter knows the
 * addresses, so the rest of the wire's, which never ends, wakes nobody.
 *
 * @param <F> a frame
 */
final class Ear<F> {
    private static final Logger LOG = LoggerFactory.getLogger(Ear.class);
    private static final int FRAMES_AT_ONCE = 1_000;

    private final Dialect<F> dialect;
    private final PacketSocket socket;
    private final Map<InetAddress, List<Consumer<F>>> listeners = new HashMap<>();
    private boolean closed;

    /** Takes the socket over, which lets nothing through yet. */
    Ear(Dialect<F> dialect, PacketSocket socket) {
        this.dialect = dialect;
        this.socket = socket;
    }

    /** To poll. */
    Descriptor descriptor() {
        return socket.descriptor();
    }

    /** 0 or a negative error number. */
    synchronized int add(InetAddress address, Consumer<F> listener) {
        if (closed) {
            return -Errno.EBADF;
        }
        listeners.computeIfAbsent(address, key -> new CopyOnWriteArrayList<>()).add(listener);
        return filter();
    }

    synchronized void remove(InetAddress address, Consumer<F> listener) {
        List<Consumer<F>> known = listeners.getOrDefault(address, List.of());
        if (known.remove(listener) && known.isEmpty()) {
            listeners.remove(address);
            int unused = closed ? 0 : filter();
        }
    }

    private int filter() {
        return socket.filter(program -> dialect.filter(program, listeners.keySet()), dialect.longestFilter());
    }

    /** Tells all that has come. On the listening thread. */
    void drain(ByteBuffer into) {
        for (int i = 0; i < FRAMES_AT_ONCE; i++) {
            int length = socket.receiveNow(into);
            if (length == -Errno.EAGAIN) {
                return;
            }
            // an interface that is set down says so once, and goes on when it is up again
            if (length > 0) {
                dialect.decode(into, Math.min(length, into.capacity())).ifPresent(this::tell);
            }
        }
    }

    private void tell(F frame) {
        for (Consumer<F> listener : concerned(frame)) {
            try {
                listener.accept(frame);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn(
                        "event=frame-listener-failed listener={}",
                        listener.getClass().getName(),
                        e);
            }
        }
    }

    private synchronized List<Consumer<F>> concerned(F frame) {
        return new ArrayList<>(listeners.getOrDefault(dialect.subject(frame), List.of()));
    }

    /** On the listening thread, the only one that may be in a system call with the socket. */
    synchronized void close() {
        closed = true;
        socket.close();
    }
}
