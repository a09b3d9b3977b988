package org.recoverykit.linux;

import java.net.Inet6Address;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.recoverykit.linux.codec.NdCodec;
import org.recoverykit.linux.model.AddressText;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;
import org.recoverykit.linux.socket.Buffers;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.PacketSocket;
import org.recoverykit.linux.socket.SystemCallException;

/** One question to the network, who has an IPv6 address, over a socket of its own. */
final class OwnerQuestion {
    /** Longer ones are cut short: what decides stands at the beginning. */
    private static final int LONGEST_FRAME = 2048;

    private final NamespaceThread namespace;
    private final int ifindex;
    private final MacAddress asker;
    private final Inet6Address target;

    OwnerQuestion(NamespaceThread namespace, int ifindex, MacAddress asker, Inet6Address target) {
        this.namespace = namespace;
        this.ifindex = ifindex;
        this.asker = asker;
        this.target = target;
    }

    KernelAnswer<Optional<MacAddress>> ask(Duration timeout) {
        String what = "ask on interface " + ifindex + " who has " + AddressText.of(target);
        try {
            Optional<PacketSocket> opened = namespace.call(() -> PacketSocket.forIpv6(ifindex), timeout);
            if (opened.isEmpty()) {
                return new KernelAnswer.NotAnswered<>(new KernelResult.TimedOut(what + ": no socket in time"));
            }
            try (PacketSocket socket = opened.get()) {
                int sent = socket.send(NdFrame.probe(asker, target));
                return sent < 0
                        ? new KernelAnswer.NotAnswered<>(Verdict.failed(Verdict.Purpose.SET, what, -sent, ""))
                        : new KernelAnswer.Answered<>(answer(socket, timeout.toNanos()));
            }
        } catch (SystemCallException e) {
            return new KernelAnswer.NotAnswered<>(Verdict.failed(Verdict.Purpose.SET, what, e.errno(), ""));
        } catch (Exception e) {
            return new KernelAnswer.NotAnswered<>(new KernelResult.Refused(Errno.EINVAL, "", what + ": " + e));
        }
    }

    private Optional<MacAddress> answer(PacketSocket socket, long nanos) {
        ByteBuffer frame = Buffers.direct(LONGEST_FRAME);
        long end = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = end - System.nanoTime()) {
            if (socket.awaitFrame(left)) {
                int length = socket.receiveNow(frame);
                Optional<MacAddress> owner = NdCodec.decode(frame, Math.min(length, LONGEST_FRAME))
                        .filter(nd -> nd instanceof NdFrame.Advertisement
                                && nd.target().equals(target)
                                && !nd.sender().equals(asker))
                        .map(nd -> nd.linkLayer().orElse(nd.sender()));
                if (owner.isPresent()) {
                    return owner;
                }
            }
        }
        return Optional.empty();
    }
}
