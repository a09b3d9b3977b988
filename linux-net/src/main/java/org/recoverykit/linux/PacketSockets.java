package org.recoverykit.linux;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;
import org.recoverykit.linux.Verdict.Purpose;
import org.recoverykit.linux.model.AddressText;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.PacketSocket;
import org.recoverykit.linux.socket.SystemCallException;

/** One packet socket for each interface that frames left by; dropped when the interface goes away. */
final class PacketSockets implements ArpSender, NdSender, NetworkListener, AutoCloseable {
    private static final Duration OPEN_TIMEOUT = Duration.ofSeconds(2);

    private final Map<Integer, PacketSocket> sockets = new ConcurrentHashMap<>();
    private final NamespaceThread namespace;
    private volatile boolean closed;

    PacketSockets(NamespaceThread namespace) {
        this.namespace = namespace;
    }

    @Override
    public KernelResult prepare(int ifindex, Duration timeout) {
        if (sockets.containsKey(ifindex)) {
            return KernelResult.Ok.PLAIN;
        }
        String what = "open a packet socket on interface " + ifindex;
        try {
            Optional<PacketSocket> opened = namespace.call(() -> open(ifindex), timeout);
            return opened.isPresent()
                    ? KernelResult.Ok.PLAIN
                    : new KernelResult.TimedOut(what + ": not done within " + timeout.toMillis() + " ms");
        } catch (SystemCallException e) {
            return Verdict.failed(Purpose.SET, what, e.errno(), "");
        } catch (Exception e) {
            return new KernelResult.Refused(Errno.EINVAL, "", what + ": " + e);
        }
    }

    /** On the namespace's thread, hence one at a time. */
    private PacketSocket open(int ifindex) {
        if (closed) {
            throw new SystemCallException("open a packet socket", Errno.EBADF);
        }
        return sockets.computeIfAbsent(ifindex, PacketSocket::forSending);
    }

    @Override
    public KernelResult send(int ifindex, ArpFrame frame) {
        return send(ifindex, socket -> socket.send(frame), "ARP", frame.targetAddress());
    }

    @Override
    public KernelResult send(int ifindex, NdFrame frame) {
        return send(ifindex, socket -> socket.send(frame), "ND", frame.target());
    }

    @Override
    public Optional<ReadyFrame> ready(int ifindex, ArpFrame frame) {
        return Optional.ofNullable(sockets.get(ifindex)).map(socket -> ready(socket.ready(frame)));
    }

    @Override
    public Optional<ReadyFrame> ready(int ifindex, NdFrame frame) {
        return Optional.ofNullable(sockets.get(ifindex)).map(socket -> ready(socket.ready(frame)));
    }

    private static ReadyFrame ready(PacketSocket.Ready frame) {
        return () -> frame.send() >= 0;
    }

    private KernelResult send(int ifindex, ToIntFunction<PacketSocket> frame, String protocol, InetAddress target) {
        PacketSocket socket = sockets.get(ifindex);
        if (socket == null) {
            KernelResult prepared = prepare(ifindex, OPEN_TIMEOUT);
            socket = sockets.get(ifindex);
            if (socket == null) {
                return prepared;
            }
        }
        int errno = -frame.applyAsInt(socket);
        if (errno == 0) {
            return KernelResult.Ok.PLAIN;
        }
        if (errno == Errno.ENXIO || errno == Errno.ENODEV) {
            drop(ifindex);
        }
        return Verdict.failed(
                Purpose.SET,
                "send " + protocol + " for " + AddressText.of(target) + " on interface " + ifindex,
                errno,
                "");
    }

    @Override
    public KernelAnswer<Optional<MacAddress>> ownerOf(
            int ifindex, MacAddress asker, Inet6Address target, Duration timeout) {
        return new OwnerQuestion(namespace, ifindex, asker, target).ask(timeout);
    }

    @Override
    public void linkChanged(LinkEvent event) {
        if (event.after().isEmpty()) {
            event.before().ifPresent(link -> drop(link.index()));
        }
    }

    /** Closing waits some milliseconds for the kernel: never on the monitor's thread. */
    private void drop(int ifindex) {
        PacketSocket socket = sockets.remove(ifindex);
        if (socket != null) {
            namespace.later(socket::close);
        }
    }

    @Override
    public void close() {
        closed = true;
        // After an opening that is under way there.
        namespace.later(() -> sockets.keySet().forEach(this::drop));
    }
}
