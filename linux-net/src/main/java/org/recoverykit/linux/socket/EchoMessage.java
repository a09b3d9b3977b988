package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import java.util.OptionalInt;

/** ICMP echo requests of one identifier, and the answers to them. Buffers are in network order. */
final class EchoMessage {
    static final int LENGTH = 16;
    private static final int REQUEST = 8;
    private static final int REPLY = 0;
    private static final int CHECKSUM_AT = 2;
    private static final int IDENTIFIER_AT = 4;
    private static final int SEQUENCE_AT = 8;

    private final int identifier;

    EchoMessage(int identifier) {
        this.identifier = identifier & 0xffff;
    }

    /** Writes a request at the start of a buffer. */
    void write(ByteBuffer out, int sequence) {
        out.put(0, (byte) REQUEST).put(1, (byte) 0).putShort(CHECKSUM_AT, (short) 0);
        out.putShort(IDENTIFIER_AT, (short) identifier).putShort(6, (short) sequence);
        out.putInt(SEQUENCE_AT, sequence).putInt(12, 0);
        out.putShort(CHECKSUM_AT, checksum(out));
    }

    /** The sequence number, if an IPv4 packet is an answer to one of ours. */
    OptionalInt answers(ByteBuffer in, int length) {
        int header = (in.get(0) & 0xf) * 4;
        boolean ours = length >= header + LENGTH
                && in.get(header) == REPLY
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
