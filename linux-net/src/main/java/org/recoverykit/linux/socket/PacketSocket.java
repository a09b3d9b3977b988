package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.recoverykit.linux.codec.ArpCodec;
import org.recoverykit.linux.model.ArpFrame;

/** Sends and receives the ARP frames of one interface, in the namespace of the thread that opened it. Thread-safe. */
public final class PacketSocket implements AutoCloseable {
    private static final int ADDRESS_LENGTH = 20;
    private static final int LONGEST_WAIT_MILLIS = 50;

    private final Descriptor descriptor;
    private final Poll poll;
    private final ByteBuffer frame = Buffers.direct(ArpCodec.LENGTH);
    private boolean closed;

    private PacketSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
        this.poll = new Poll(descriptor);
    }

    /**
     * Opens one that only sends: protocol 0 receives nothing, so the kernel copies nothing for it.
     *
     * @throws SystemCallException EPERM without CAP_NET_RAW, ENODEV for an unknown interface
     */
    public static PacketSocket forSending(int ifindex) {
        return open(ifindex, 0);
    }

    /** Opens one that receives the interface's ARP frames too. */
    public static PacketSocket forArp(int ifindex) {
        return open(ifindex, SocketNumbers.ETH_P_ARP);
    }

    private static PacketSocket open(int ifindex, int protocol) {
        int type = SocketNumbers.SOCK_RAW | SocketNumbers.SOCK_CLOEXEC;
        Descriptor descriptor =
                Descriptor.of(Native.libC().socket(SocketNumbers.AF_PACKET, type, 0), "open a packet socket");
        ByteBuffer address = Buffers.direct(ADDRESS_LENGTH);
        address.putShort(0, (short) SocketNumbers.AF_PACKET).putInt(4, ifindex);
        address.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) protocol);
        descriptor.bind(address, "bind a packet socket to interface " + ifindex);
        return new PacketSocket(descriptor);
    }

    /** Its descriptor, to poll. */
    public Descriptor descriptor() {
        return descriptor;
    }

    /** Sends a frame: 0 or a negative error number, EAGAIN when there was no room for 50 ms. */
    public synchronized int send(ArpFrame arp) {
        if (closed) {
            return -Errno.ENXIO;
        }
        ArpCodec.write(frame, arp);
        int sent = descriptor.send(frame, ArpCodec.LENGTH, SocketNumbers.MSG_DONTWAIT);
        if (sent == -Errno.EAGAIN && poll.awaitMillis(SocketNumbers.POLLOUT, LONGEST_WAIT_MILLIS)) {
            sent = descriptor.send(frame, ArpCodec.LENGTH, SocketNumbers.MSG_DONTWAIT);
        }
        return Math.min(sent, 0);
    }

    /** Receives one frame into a direct buffer without waiting: its length or a negative error number. */
    public int receiveNow(ByteBuffer into) {
        return descriptor.receive(into, SocketNumbers.MSG_DONTWAIT);
    }

    @Override
    public synchronized void close() {
        closed = true;
        descriptor.close();
    }
}
