package org.recoverykit.linux.socket;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where a socket puts datagrams, and who sent them: a buffer with the kernel's {@code struct msghdr} about it, written once. A
 * call then passes three numbers, which jnr-ffi does by a stub of machine code; buffers among the parameters take it through some
 * dozens of methods, and on the way of a failover all of them are cold. Used by one thread at a time.
 */
final class Inbox {
    private static final int NAME_LENGTH_AT = 8;
    private static final int VECTOR_AT = 16;
    private static final int VECTOR_COUNT_AT = 24;
    private static final int HEADER = 56;
    private static final int VECTOR = 16;

    private final ByteBuffer into;
    private final ByteBuffer block;
    private final int senderLength;
    private final long address;

    /**
     * For one buffer.
     *
     * @param into direct
     * @param senderLength how long a sender's address may be, in bytes
     */
    Inbox(ByteBuffer into, int senderLength) {
        this.into = into;
        this.senderLength = senderLength;
        this.block = Buffers.direct(HEADER + VECTOR + senderLength);
        this.address = Native.addressOf(block);
        ByteBuffer whole = into.duplicate().clear();
        block.putLong(0, address + HEADER + VECTOR)
                .putLong(VECTOR_AT, address + HEADER)
                .putLong(VECTOR_COUNT_AT, 1)
                .putLong(HEADER, Native.addressOf(whole))
                .putLong(HEADER + Long.BYTES, into.capacity());
    }

    /** Whether it is about this very buffer. */
    boolean isFor(ByteBuffer buffer) {
        return isSame(into, buffer);
    }

    /** One memory, not equal contents. */
    private static boolean isSame(Object one, Object other) {
        return one == other;
    }

    /** Receives one datagram to the buffer's start: its whole length, even when the buffer is smaller, or a negative error number. */
    int receive(Descriptor from, int flags) {
        // The kernel writes there how long the address was.
        block.putInt(NAME_LENGTH_AT, senderLength);
        try {
            return from.receiveMessage(address, flags | SocketNumbers.MSG_TRUNC);
        } finally {
            Reference.reachabilityFence(this);
        }
    }

    /** The last sender's address, as the kernel wrote it. */
    ByteBuffer sender() {
        return block.slice(HEADER + VECTOR, senderLength).order(ByteOrder.nativeOrder());
    }

    /** A word of it. */
    int sender(int at) {
        return block.getInt(HEADER + VECTOR + at);
    }
}
