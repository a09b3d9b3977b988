package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Bare Ethernet frames of one interface, in the namespace of the thread that opened it. Used by one thread at a time. */
public final class FrameSocket implements AutoCloseable {
    private static final int ADDRESS_LENGTH = 20;

    private final Descriptor descriptor;
    private final Poll poll;

    private FrameSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
        this.poll = new Poll(descriptor);
    }

    /**
     * Opens one that receives frames of one type.
     *
     * @throws SystemCallException EPERM without CAP_NET_RAW, ENODEV for an unknown interface
     */
    public static FrameSocket open(int ifindex, int etherType) {
        int type = SocketNumbers.SOCK_RAW | SocketNumbers.SOCK_CLOEXEC;
        // Protocol 0: nothing of other interfaces comes in before it is bound to this one.
        Descriptor descriptor =
                Descriptor.of(Native.libC().socket(SocketNumbers.AF_PACKET, type, 0), "open a packet socket");
        ByteBuffer address = Buffers.direct(ADDRESS_LENGTH);
        address.putShort(0, (short) SocketNumbers.AF_PACKET).putInt(4, ifindex);
        address.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) etherType);
        descriptor.bind(address, "bind a packet socket to interface " + ifindex);
        return new FrameSocket(descriptor);
    }

    /** Sends a direct buffer's first bytes: 0 or a negative error number. */
    public int send(ByteBuffer frame, int length) {
        return Math.min(0, descriptor.send(frame, length, SocketNumbers.MSG_DONTWAIT));
    }

    /** Receives one frame into a direct buffer without waiting: its length or a negative error number. */
    public int receiveNow(ByteBuffer into) {
        return descriptor.receive(into, SocketNumbers.MSG_DONTWAIT);
    }

    /** Waits until there may be a frame to receive, at most this long. */
    public void await(long nanos) {
        boolean unused = poll.await(SocketNumbers.POLLIN, nanos);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
