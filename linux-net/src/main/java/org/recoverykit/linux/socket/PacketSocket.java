package org.recoverykit.linux.socket;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.recoverykit.linux.codec.ArpCodec;
import org.recoverykit.linux.codec.ArpFilter;
import org.recoverykit.linux.codec.NdCodec;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.NdFrame;

/** Sends and receives the ARP and Neighbor Discovery frames of one interface, in the namespace of the thread that opened it. Thread-safe. */
public final class PacketSocket implements AutoCloseable {
    private static final int ADDRESS_LENGTH = 20;
    private static final int LONGEST_WAIT_MILLIS = 50;

    /** struct sock_fprog where a pointer has 64 bits: a count, and where the instructions are. */
    private static final int FILTER_REFERENCE = 16;

    private final Descriptor descriptor;
    private final Poll poll;
    private final ByteBuffer frame = Buffers.direct(Math.max(ArpCodec.LENGTH, NdCodec.LONGEST));
    private ByteBuffer filter = ByteBuffer.allocate(0);
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

    /** Opens one that receives the interface's IPv6 frames too: not for long, on a busy interface they are many. */
    public static PacketSocket forIpv6(int ifindex) {
        return open(ifindex, SocketNumbers.ETH_P_IPV6);
    }

    /** Opens one that receives every frame of the interface, in and out. */
    public static PacketSocket forAll(int ifindex) {
        return open(ifindex, SocketNumbers.ETH_P_ALL);
    }

    /** Opens one that receives those of the interface's frames of a protocol that {@link #filter} asks for; none at first. */
    public static PacketSocket forListening(int ifindex, int protocol) {
        PacketSocket socket = open(ifindex, 0);
        int filtered = socket.filter(program -> ArpFilter.write(program, Set.of()), ArpFilter.INSTRUCTION);
        // bound to the protocol only now: what came before the filter would stay queued
        int bound = filtered < 0 ? filtered : socket.descriptor.bind(address(ifindex, protocol));
        if (bound < 0) {
            socket.close();
            throw new SystemCallException("listen on interface " + ifindex, -bound);
        }
        return socket;
    }

    /**
     * From now on lets through only what a program for the kernel's packet filter accepts: 0 or a negative error number. Does
     * nothing when it would be the same.
     *
     * @param writer writes the program at the start of a buffer in the host's byte order, and tells how many instructions
     * @param longest the most bytes that it writes
     */
    public synchronized int filter(ToIntFunction<ByteBuffer> writer, int longest) {
        if (closed) {
            return -Errno.EBADF;
        }
        ByteBuffer program = Buffers.direct(longest);
        int count = writer.applyAsInt(program);
        program.flip();
        if (program.equals(filter)) {
            return 0;
        }
        filter = program;
        ByteBuffer reference = Buffers.direct(FILTER_REFERENCE);
        reference.putShort(0, (short) count).putLong(8, Native.addressOf(program));
        return descriptor.option(SocketNumbers.SOL_SOCKET, SocketNumbers.SO_ATTACH_FILTER, reference);
    }

    private static PacketSocket open(int ifindex, int protocol) {
        int type = SocketNumbers.SOCK_RAW | SocketNumbers.SOCK_CLOEXEC;
        Descriptor descriptor =
                Descriptor.of(Native.libC().socket(SocketNumbers.AF_PACKET, type, 0), "open a packet socket");
        descriptor.bind(address(ifindex, protocol), "bind a packet socket to interface " + ifindex);
        return new PacketSocket(descriptor);
    }

    private static ByteBuffer address(int ifindex, int protocol) {
        ByteBuffer address = Buffers.direct(ADDRESS_LENGTH);
        address.putShort(0, (short) SocketNumbers.AF_PACKET).putInt(4, ifindex);
        address.order(ByteOrder.BIG_ENDIAN).putShort(2, (short) protocol);
        return address.clear();
    }

    /** Whether it was given so much room for frames; ordinary users are not. */
    public boolean receiveBuffer(int bytes) {
        return descriptor.option(SocketNumbers.SOL_SOCKET, SocketNumbers.SO_RCVBUFFORCE, bytes) >= 0;
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
        return sendFrame(ArpCodec.LENGTH);
    }

    /** The same for Neighbor Discovery. */
    public synchronized int send(NdFrame nd) {
        return closed ? -Errno.ENXIO : sendFrame(NdCodec.write(frame, nd));
    }

    /** Encodes a frame to be sent as often as wanted. */
    public Ready ready(ArpFrame arp) {
        ByteBuffer own = Buffers.direct(ArpCodec.LENGTH);
        ArpCodec.write(own, arp);
        return new Ready(own, ArpCodec.LENGTH);
    }

    /** The same for Neighbor Discovery. */
    public Ready ready(NdFrame nd) {
        ByteBuffer own = Buffers.direct(NdCodec.LONGEST);
        return new Ready(own, NdCodec.write(own, nd));
    }

    /** A frame encoded beforehand. */
    public final class Ready {
        private final ByteBuffer own;
        private final long address;
        private final int length;

        private Ready(ByteBuffer own, int length) {
            this.own = own.clear();
            this.address = Native.addressOf(this.own);
            this.length = length;
        }

        /** Sends it without waiting: 0 or more, or a negative error number. */
        public int send() {
            synchronized (PacketSocket.this) {
                try {
                    return closed ? -Errno.ENXIO : descriptor.send(address, length, SocketNumbers.MSG_DONTWAIT);
                } finally {
                    Reference.reachabilityFence(own);
                }
            }
        }
    }

    private int sendFrame(int length) {
        int sent = descriptor.send(frame, length, SocketNumbers.MSG_DONTWAIT);
        if (sent == -Errno.EAGAIN && poll.awaitMillis(SocketNumbers.POLLOUT, LONGEST_WAIT_MILLIS)) {
            sent = descriptor.send(frame, length, SocketNumbers.MSG_DONTWAIT);
        }
        return Math.min(sent, 0);
    }

    /** Waits for a frame to receive, at most this long: whether there may be one. Used by one thread at a time. */
    public boolean awaitFrame(long timeoutNanos) {
        return new Poll(descriptor).await(SocketNumbers.POLLIN, timeoutNanos);
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
