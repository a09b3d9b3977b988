package org.recoverykit.linux.socket;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.OptionalInt;

/** Asks one IPv4 address for ICMP echoes, which its kernel answers. Used by one thread. Needs CAP_NET_RAW. */
public final class EchoSocket implements AutoCloseable {
    private static final int ADDRESS_LENGTH = 16;
    private static final int REQUEST = 8;
    private static final int REPLY = 0;
    private static final int LENGTH = 16;
    private static final int IDENTIFIER_AT = 4;
    private static final int SEQUENCE_AT = 8;

    private final Descriptor descriptor;
    private final int identifier;
    private final ByteBuffer out = Buffers.direct(LENGTH).order(ByteOrder.BIG_ENDIAN);
    private final ByteBuffer in = Buffers.direct(2048).order(ByteOrder.BIG_ENDIAN);

    private EchoSocket(Descriptor descriptor, int identifier) {
        this.descriptor = descriptor;
        this.identifier = identifier & 0xffff;
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
        out.put(0, (byte) REQUEST).putShort(2, (short) 0);
        out.putShort(IDENTIFIER_AT, (short) identifier).putShort(6, (short) sequence);
        out.putInt(SEQUENCE_AT, sequence).putInt(12, 0);
        out.putShort(2, checksum());
        return Math.min(0, descriptor.send(out, LENGTH, SocketNumbers.MSG_DONTWAIT));
    }

    /** The sequence number of an answer that has come, without waiting; skips all else that has come. */
    public OptionalInt answered() {
        for (int length = receive(); length > 0; length = receive()) {
            int header = (in.get(0) & 0xf) * 4;
            if (length >= header + LENGTH
                    && in.get(header) == REPLY
                    && Short.toUnsignedInt(in.getShort(header + IDENTIFIER_AT)) == identifier) {
                return OptionalInt.of(in.getInt(header + SEQUENCE_AT));
            }
        }
        return OptionalInt.empty();
    }

    private int receive() {
        return descriptor.receive(in, SocketNumbers.MSG_DONTWAIT);
    }

    private short checksum() {
        int sum = 0;
        for (int at = 0; at < LENGTH; at += 2) {
            sum += Short.toUnsignedInt(out.getShort(at));
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~((sum & 0xffff) + (sum >>> 16));
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
