package org.recoverykit.linux.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.recoverykit.linux.model.TcpConnection;

/**
 * A TCP segment that says nothing and fits no connection: ACK alone, with a sequence number out of every window. Who has the
 * connection must answer it with an ACK that tells what he expects (RFC 9293, 3.10.7.4, first check); whose kernel does not
 * know the connection answers that one with a reset, which fits exactly.
 */
public final class TickleCodec {
    /** A header without options. */
    public static final int LENGTH = 20;

    private static final int TCP = 6;
    private static final int WORDS = LENGTH / 4;
    private static final int ACK = 0x10;
    /** Not 0, which would look like a receiver that asks for a pause. */
    private static final int WINDOW = 1024;

    private static final int CHECKSUM_AT = 16;

    private TickleCodec() {}

    /**
     * Writes the segment that this end of a connection would send, at the start of a buffer.
     *
     * @param sequence where a window of the other end hardly is; use another one in the next round
     */
    public static void write(ByteBuffer into, TcpConnection connection, int sequence) {
        ByteBuffer out = into.duplicate().order(ByteOrder.BIG_ENDIAN);
        out.putShort(0, (short) connection.localPort()).putShort(2, (short) connection.remotePort());
        out.putInt(4, sequence).putInt(8, 0);
        out.put(12, (byte) (WORDS << 4)).put(13, (byte) ACK).putShort(14, (short) WINDOW);
        out.putShort(CHECKSUM_AT, (short) 0).putShort(18, (short) 0);
        out.putShort(CHECKSUM_AT, checksum(out, connection));
    }

    /** Over the segment and the addresses, protocol and length that the packet around it will have. */
    private static short checksum(ByteBuffer segment, TcpConnection connection) {
        long sum = TCP + LENGTH;
        sum += sum(ByteBuffer.wrap(connection.local().getAddress()));
        sum += sum(ByteBuffer.wrap(connection.remote().getAddress()));
        sum += sum(segment.duplicate().position(0).limit(LENGTH));
        while (sum >>> Short.SIZE != 0) {
            sum = (sum & 0xffff) + (sum >>> Short.SIZE);
        }
        return (short) ~sum;
    }

    private static long sum(ByteBuffer words) {
        ByteBuffer from = words.slice().order(ByteOrder.BIG_ENDIAN);
        long sum = 0;
        while (from.hasRemaining()) {
            sum += Short.toUnsignedInt(from.getShort());
        }
        return sum;
    }
}
