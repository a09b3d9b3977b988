package org.recoverykit.linux.socket;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** Asks one IPv4 address for ICMP echoes, which its kernel answers. Used by one thread. Needs CAP_NET_RAW. */
public final class EchoSocket implements AutoCloseable {
    private static final int ADDRESS_LENGTH = 16;

    private final Descriptor descriptor;
    private final EchoMessage message;
    private final ByteBuffer out = Buffers.direct(EchoMessage.LENGTH).order(ByteOrder.BIG_ENDIAN);
    private final ByteBuffer in = Buffers.direct(2048).order(ByteOrder.BIG_ENDIAN);

    private EchoSocket(Descriptor descriptor, int identifier) {
        this.descriptor = descriptor;
        this.message = EchoMessage.ipv4(identifier);
    }

    /** Opens one in the calling thread's network namespace; the identifier tells its echoes from others'. */
    public static EchoSocket open(Inet4Address target, int identifier) {
        int type = SocketNumbers.SOCK_RAW | SocketNumbers.SOCK_CLOEXEC;
        Descriptor descriptor = Descriptor.of(
                Native.libC().socket(SocketNumbers.AF_INET, type, SocketNumbers.IPPROTO_ICMP), "open an ICMP socket");
        ByteBuffer address = Buffers.direct(ADDRESS_LENGTH);
        address.putShort(0, (short) SocketNumbers.AF_INET).put(4, target.getAddress());
        int connected = descriptor.connect(address);
        if (connected < 0) {
            descriptor.close();
            throw new SystemCallException("connect an ICMP socket to " + target.getHostAddress(), -connected);
        }
        return new EchoSocket(descriptor, identifier);
    }

    /** Sends one request: 0 or a negative error number. */
    public int ask(int sequence) {
        message.write(out, sequence);
        return Math.min(0, descriptor.send(out, EchoMessage.LENGTH, SocketNumbers.MSG_DONTWAIT));
    }

    /** The sequence number of an answer that has come, without waiting; skips all else that has come. */
    public OptionalInt answered() {
        for (int length = receive(); length > 0; length = receive()) {
            OptionalInt answer = message.answers(in, length);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return OptionalInt.empty();
    }

    private int receive() {
        return descriptor.receive(in, SocketNumbers.MSG_DONTWAIT);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
