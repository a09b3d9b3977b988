package org.recoverykit.linux.lab;

import java.nio.ByteBuffer;

/** The octets of a captured frame, as RFCs number them: unsigned, in network order. */
public record FrameBytes(ByteBuffer frame) {
    /** Of these bytes. */
    public static FrameBytes of(byte[] bytes) {
        return new FrameBytes(ByteBuffer.wrap(bytes));
    }

    /** How many there are. */
    public int length() {
        return frame.capacity();
    }

    /** An octet. */
    public int u8(int at) {
        return Byte.toUnsignedInt(frame.get(at));
    }

    /** Two octets. */
    public int u16(int at) {
        return Short.toUnsignedInt(frame.getShort(at));
    }

    /** Four octets. */
    public long u32(int at) {
        return Integer.toUnsignedLong(frame.getInt(at));
    }

    /** A copy. */
    public byte[] bytes(int at, int length) {
        byte[] copy = new byte[length];
        frame.get(at, copy);
        return copy;
    }

    /**
     * The ones' complement sum of RFC 1071, folded to 16 bits; an odd last octet counts as the higher one.
     *
     * @param begin what was summed before, not yet folded
     */
    public long sum(int from, int length, long begin) {
        long sum = begin;
        for (int i = 0; i < length; i += 2) {
            sum += i + 1 < length ? u16(from + i) : (long) u8(from + i) << 8;
        }
        while (sum >> 16 != 0) {
            sum = (sum & 0xffff) + (sum >> 16);
        }
        return sum;
    }
}
