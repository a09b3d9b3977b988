package org.recoverykit.linux;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.recoverykit.linux.codec.ArpCodec;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.socket.Descriptor;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.PacketSocket;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One interface's ARP frames about the addresses that somebody listens for. The kernel's filter knows the addresses, so the
 * rest of the wire's ARP, which never ends, wakes nobody.
 */
final class ArpEar {
    private static final Logger LOG = LoggerFactory.getLogger(ArpEar.class);
    private static final int FRAMES_AT_ONCE = 1_000;

    private final PacketSocket socket;
    private final Map<Inet4Address, List<ArpListener>> listeners = new HashMap<>();
    private boolean closed;

    /** Takes the socket over, which lets nothing through yet. */
    ArpEar(PacketSocket socket) {
        this.socket = socket;
    }

    /** To poll. */
    Descriptor descriptor() {
        return socket.descriptor();
    }

    /** 0 or a negative error number. */
    synchronized int add(Inet4Address address, ArpListener listener) {
        if (closed) {
            return -Errno.EBADF;
        }
        listeners.computeIfAbsent(address, key -> new CopyOnWriteArrayList<>()).add(listener);
        return filter();
    }

    synchronized void remove(Inet4Address address, ArpListener listener) {
        List<ArpListener> known = listeners.getOrDefault(address, List.of());
        if (known.remove(listener) && known.isEmpty()) {
            listeners.remove(address);
            int unused = closed ? 0 : filter();
        }
    }

    private int filter() {
        return socket.listenFor(listeners.keySet());
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
                ArpCodec.decode(into, Math.min(length, into.capacity())).ifPresent(this::tell);
            }
        }
    }

    private void tell(ArpFrame frame) {
        for (ArpListener listener : concerned(frame)) {
            try {
                listener.heard(frame);
            } catch (RuntimeException | LinkageError e) {
                LOG.warn(
                        "event=arp-listener-failed listener={}",
                        listener.getClass().getName(),
                        e);
            }
        }
    }

    private synchronized List<ArpListener> concerned(ArpFrame frame) {
        Inet4Address about = frame.probes() ? frame.targetAddress() : frame.senderAddress();
        return new ArrayList<>(listeners.getOrDefault(about, List.of()));
    }

    /** On the listening thread, the only one that may be in a system call with the socket. */
    synchronized void close() {
        closed = true;
        socket.close();
    }
}
