package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** ICMP or ICMPv6 echo requests of one identifier, and the answers to them. Buffers are in network order. */
final class EchoMessage {
    static final int LENGTH = 16;
    static final int IPV6_REPLY = 129;
    private static final int IPV6_REQUEST = 128;
    private static final int REQUEST = 8;
    private static final int REPLY = 0;
    private static final int CHECKSUM_AT = 2;
    private static final int IDENTIFIER_AT = 4;
    private static final int SEQUENCE_AT = 8;

    private final boolean ipv6;
    private final int identifier;

    private EchoMessage(boolean ipv6, int identifier) {
        this.ipv6 = ipv6;
        this.identifier = identifier & 0xffff;
    }

    static EchoMessage ipv4(int identifier) {
        return new EchoMessage(false, identifier);
    }

    static EchoMessage ipv6(int identifier) {
        return new EchoMessage(true, identifier);
    }

    /** Writes a request at the start of a buffer. */
    void write(ByteBuffer out, int sequence) {
        out.put(0, (byte) (ipv6 ? IPV6_REQUEST : REQUEST)).put(1, (byte) 0).putShort(CHECKSUM_AT, (short) 0);
        out.putShort(IDENTIFIER_AT, (short) identifier).putShort(6, (short) sequence);
        out.putInt(SEQUENCE_AT, sequence).putInt(12, 0);
        if (!ipv6) {
            // That of ICMPv6 is over the addresses too, and the kernel's business (RFC 3542, 3.1).
            out.putShort(CHECKSUM_AT, checksum(out));
        }
    }

    /** The sequence number, if what a raw socket received is an answer to one of ours: of IPv4 it brings its packet along. */
    OptionalInt answers(ByteBuffer in, int length) {
        int header = ipv6 ? 0 : (in.get(0) & 0xf) * 4;
        boolean ours = length >= header + LENGTH
                && Byte.toUnsignedInt(in.get(header)) == (ipv6 ? IPV6_REPLY : REPLY)
                && Short.toUnsignedInt(in.getShort(header + IDENTIFIER_AT)) == identifier;
        return ours ? OptionalInt.of(in.getInt(header + SEQUENCE_AT)) : OptionalInt.empty();
    }

    private static short checksum(ByteBuffer message) {
        int sum = 0;
        for (int at = 0; at < LENGTH; at += 2) {
            sum += Short.toUnsignedInt(message.getShort(at));
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (short) ~((sum & 0xffff) + (sum >>> 16));
    }
}
