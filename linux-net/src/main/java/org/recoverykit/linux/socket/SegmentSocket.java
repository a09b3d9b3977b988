package org.recoverykit.linux.socket;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * Sends TCP segments that belong to no socket, from one address of this node; the kernel writes the IP header and chooses the
 * way, as for a reply from that address. Receives nothing. Used by one thread. Needs CAP_NET_RAW.
 */
public final class SegmentSocket implements AutoCloseable {
    /** A raw socket is given a copy of every segment that comes for its address: none of them, by "return 0". */
    private static final int RETURN = 0x06;

    private static final int FILTER_REFERENCE = 16;
    private static final int INSTRUCTION = 8;

    private final Descriptor descriptor;

    private SegmentSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
    }

    /**
     * Opens one in the calling thread's network namespace.
     *
     * @throws SystemCallException EPERM without CAP_NET_RAW, EADDRNOTAVAIL for an address that the node does not have
     */
    public static SegmentSocket open(InetAddress source) {
        int type = SocketNumbers.SOCK_RAW | SocketNumbers.SOCK_CLOEXEC;
        Descriptor descriptor = Descriptor.of(
                Native.libC().socket(IpSocketAddress.family(source), type, SocketNumbers.IPPROTO_TCP),
                "open a socket for TCP segments");
        int deaf = receiveNothing(descriptor);
        if (deaf < 0) {
            descriptor.close();
            throw new SystemCallException("keep a socket for TCP segments from receiving", -deaf);
        }
        descriptor.bind(IpSocketAddress.of(source), "bind a socket for TCP segments to " + source.getHostAddress());
        return new SegmentSocket(descriptor);
    }

    private static int receiveNothing(Descriptor descriptor) {
        ByteBuffer program = Buffers.direct(INSTRUCTION).putShort(0, (short) RETURN);
        ByteBuffer reference = Buffers.direct(FILTER_REFERENCE);
        reference.putShort(0, (short) 1).putLong(8, Native.addressOf(program));
        int set = descriptor.option(SocketNumbers.SOL_SOCKET, SocketNumbers.SO_ATTACH_FILTER, reference);
        return program.capacity() == INSTRUCTION ? set : 0; // the program lives until here
    }

    /** Sends a direct buffer's whole segment: 0 or a negative error number. */
    public int send(ByteBuffer segment, InetAddress to) {
        return Math.min(0, descriptor.sendTo(segment, SocketNumbers.MSG_DONTWAIT, IpSocketAddress.of(to)));
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
