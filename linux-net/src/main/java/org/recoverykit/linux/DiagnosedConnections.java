package org.recoverykit.linux;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.recoverykit.linux.Verdict.Purpose;
import org.recoverykit.linux.codec.Ack;
import org.recoverykit.linux.codec.SocketCodec;
import org.recoverykit.linux.codec.TickleCodec;
import org.recoverykit.linux.model.AddressText;
import org.recoverykit.linux.model.TcpConnection;
import org.recoverykit.linux.model.TcpSocket;
import org.recoverykit.linux.socket.Buffers;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.NetlinkSocket;
import org.recoverykit.linux.socket.SegmentSocket;
import org.recoverykit.linux.socket.SystemCallException;

/** Over sock_diag, by a channel of its own: a long list keeps no change of an address waiting. Opened when first used. */
final class DiagnosedConnections implements TcpConnections, AutoCloseable {
    private static final Duration OPENS = Duration.ofSeconds(2);
    private static final int EOPNOTSUPP = 95;
    private static final int ETIMEDOUT = 110;
    private static final int MOST_ENDED = 100_000;
    /** A third of all sequence numbers: no window reaches from one to the next. */
    private static final int APART = 0x5555_5555;

    private final NamespaceThread namespace;
    private Optional<RequestChannel> opened = Optional.empty();

    DiagnosedConnections(NamespaceThread namespace) {
        this.namespace = namespace;
    }

    @Override
    public KernelAnswer<List<TcpConnection>> list(InetAddress local, int most, Duration timeout) {
        KernelAnswer<List<TcpSocket>> found = sockets(local, SocketCodec.CONNECTED, most, timeout);
        return found.value().isEmpty()
                ? new KernelAnswer.NotAnswered<>(found.result())
                : new KernelAnswer.Answered<>(
                        found.value().get().stream().map(TcpSocket::connection).toList());
    }

    private KernelAnswer<List<TcpSocket>> sockets(InetAddress local, int states, int most, Duration timeout) {
        List<TcpSocket> both = new ArrayList<>();
        boolean ipv4 = local.getAddress().length == 4;
        for (boolean ipv6 : ipv4 ? new boolean[] {false, true} : new boolean[] {true}) {
            List<TcpSocket> found = new ArrayList<>();
            Optional<Ack> ack = channel()
                    .dump(
                            (writer, sequence) -> SocketCodec.writeDump(writer, sequence, ipv6, states, local),
                            found::clear,
                            (buffer, message) -> SocketCodec.decode(buffer, message)
                                    .filter(socket ->
                                            socket.connection().local().equals(local))
                                    .filter(socket -> both.size() + found.size() < most)
                                    .ifPresent(found::add),
                            timeout);
            KernelResult result =
                    Verdict.of(Purpose.SET, () -> "list the TCP connections of " + AddressText.of(local), ack, timeout);
            if (!result.ok()) {
                return new KernelAnswer.NotAnswered<>(explained(result));
            }
            both.addAll(found);
        }
        return new KernelAnswer.Answered<>(List.copyOf(both));
    }

    /** Two refusals mean that the kernel was built without something. */
    private static KernelResult explained(KernelResult result) {
        if (!(result instanceof KernelResult.Refused refused)) {
            return result;
        }
        return switch (refused.errno()) {
            case Errno.ENOENT ->
                because(refused, "; this kernel has no tcp_diag (CONFIG_INET_TCP_DIAG): load or build it");
            case EOPNOTSUPP -> because(refused, "; this kernel was built without CONFIG_INET_DIAG_DESTROY");
            default -> result;
        };
    }

    private static KernelResult because(KernelResult.Refused refused, String why) {
        return new KernelResult.Refused(refused.errno(), refused.kernelText(), refused.message() + why);
    }

    @Override
    public KernelAnswer<Integer> end(InetAddress local, Duration timeout) {
        KernelAnswer<List<TcpSocket>> found = sockets(local, SocketCodec.NOT_OVER, MOST_ENDED, timeout);
        if (found.value().isEmpty()) {
            return new KernelAnswer.NotAnswered<>(found.result());
        }
        List<RequestChannel.Request> requests = new ArrayList<>();
        for (TcpSocket socket : found.value().get()) {
            requests.add((writer, sequence) -> SocketCodec.writeDestroy(writer, sequence, socket));
        }
        int ended = 0;
        for (Optional<Ack> ack : channel().commands(requests, timeout)) {
            KernelResult result =
                    Verdict.of(Purpose.REMOVE, () -> "end a TCP connection of " + AddressText.of(local), ack, timeout);
            if (!result.ok() && result.kind() != KernelResult.Kind.NOT_THERE) {
                return new KernelAnswer.NotAnswered<>(explained(result));
            }
            ended += result.ok() ? 1 : 0;
        }
        return new KernelAnswer.Answered<>(ended);
    }

    @Override
    public KernelAnswer<Integer> tickle(
            InetAddress local, Collection<TcpConnection> connections, int round, Duration timeout) {
        String what = "send segments from " + AddressText.of(local);
        try {
            Optional<SegmentSocket> socket = namespace.call(() -> SegmentSocket.open(local), timeout);
            if (socket.isEmpty()) {
                return new KernelAnswer.NotAnswered<>(
                        new KernelResult.TimedOut(what + ": no socket within " + timeout.toMillis() + " ms"));
            }
            try (SegmentSocket open = socket.get()) {
                return sent(open, connections, round * APART, what);
            }
        } catch (SystemCallException e) {
            return new KernelAnswer.NotAnswered<>(Verdict.failed(Purpose.SET, what, e.errno(), ""));
        } catch (Exception e) {
            return new KernelAnswer.NotAnswered<>(new KernelResult.Refused(Errno.EINVAL, "", what + ": " + e));
        }
    }

    private static KernelAnswer<Integer> sent(
            SegmentSocket socket, Collection<TcpConnection> connections, int sequence, String what) {
        ByteBuffer segment = Buffers.direct(TickleCodec.LENGTH);
        int left = 0;
        int refused = 0;
        for (TcpConnection connection : connections) {
            TickleCodec.write(segment, connection, sequence);
            int sent = socket.send(segment, connection.remote());
            left += sent == 0 ? 1 : 0;
            refused = sent == 0 ? refused : -sent;
        }
        return left == 0 && refused != 0
                ? new KernelAnswer.NotAnswered<>(Verdict.failed(Purpose.SET, what, refused, ""))
                : new KernelAnswer.Answered<>(left);
    }

    private synchronized RequestChannel channel() {
        RequestChannel channel = opened.orElseGet(() -> new RequestChannel(new Dialogue(this::open, System::nanoTime)));
        opened = Optional.of(channel);
        return channel;
    }

    private NetlinkSocket open() {
        Callable<NetlinkSocket> socket = NetlinkSocket::forSocketDiagnosis;
        try {
            return namespace
                    .call(socket, OPENS)
                    .orElseThrow(() -> new SystemCallException("open a sock_diag socket", ETIMEDOUT));
        } catch (SystemCallException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("open a sock_diag socket", e);
        }
    }

    @Override
    public synchronized void close() {
        opened.ifPresent(RequestChannel::close);
    }
}
