package org.recoverykit.linux.socket;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A socket to the kernel's rtnetlink, or to another protocol of netlink, in the network namespace of the thread that opened it; used by one thread at a time,
 * from any namespace.
 */
public final class NetlinkSocket implements Transport {
    private static final int ADDRESS_LENGTH = 12;
    private static final int SENDER_AT = 4;
    private static final int FOREIGN_LIMIT = 10_000;

    private final Descriptor descriptor;
    private final Poll poll;
    private @Nullable Inbox inbox;

    private NetlinkSocket(Descriptor descriptor) {
        this.descriptor = descriptor;
        this.poll = new Poll(descriptor);
    }

    /** For requests: strict checking, acknowledgements with text and without the request echoed, room for batches. */
    public static NetlinkSocket forRequests() {
        NetlinkSocket socket = open(SocketNumbers.NETLINK_ROUTE, "rtnetlink");
        // Kernels too old for one of these (4.12, 4.20) do without: the text and the filter are aids.
        socket.descriptor.option(SocketNumbers.SOL_NETLINK, SocketNumbers.NETLINK_CAP_ACK, 1);
        socket.descriptor.option(SocketNumbers.SOL_NETLINK, SocketNumbers.NETLINK_EXT_ACK, 1);
        socket.descriptor.option(SocketNumbers.SOL_NETLINK, SocketNumbers.NETLINK_GET_STRICT_CHK, 1);
        return socket.buffered(4 << 20);
    }

    /** For requests about sockets (sock_diag). */
    public static NetlinkSocket forSocketDiagnosis() {
        NetlinkSocket socket = open(SocketNumbers.NETLINK_SOCK_DIAG, "sock_diag");
        socket.descriptor.option(SocketNumbers.SOL_NETLINK, SocketNumbers.NETLINK_CAP_ACK, 1);
        return socket.buffered(1 << 20);
    }

    /** For events of these groups, with a queue of these bytes where the kernel allows. */
    public static NetlinkSocket forEvents(int bufferBytes, int... groups) {
        NetlinkSocket socket = open(SocketNumbers.NETLINK_ROUTE, "rtnetlink").buffered(bufferBytes);
        for (int group : groups) {
            int joined =
                    socket.descriptor.option(SocketNumbers.SOL_NETLINK, SocketNumbers.NETLINK_ADD_MEMBERSHIP, group);
            if (joined < 0) {
                socket.close();
                throw new SystemCallException("join rtnetlink group " + group, -joined);
            }
        }
        return socket;
    }

    private static NetlinkSocket open(int protocol, String name) {
        int type = SocketNumbers.SOCK_RAW | SocketNumbers.SOCK_CLOEXEC;
        Descriptor descriptor = Descriptor.of(
                Native.libC().socket(SocketNumbers.AF_NETLINK, type, protocol), "open a socket of " + name);
        ByteBuffer address = Buffers.direct(ADDRESS_LENGTH);
        address.putShort(0, (short) SocketNumbers.AF_NETLINK);
        descriptor.bind(address, "bind a socket of " + name);
        return new NetlinkSocket(descriptor);
    }

    private NetlinkSocket buffered(int bytes) {
        // The forced form passes the system's limit; in a user namespace it is refused, and the plain form is clamped.
        if (descriptor.option(SocketNumbers.SOL_SOCKET, SocketNumbers.SO_RCVBUFFORCE, bytes) < 0) {
            descriptor.option(SocketNumbers.SOL_SOCKET, SocketNumbers.SO_RCVBUF, bytes);
        }
        if (descriptor.option(SocketNumbers.SOL_SOCKET, SocketNumbers.SO_SNDBUFFORCE, bytes) < 0) {
            descriptor.option(SocketNumbers.SOL_SOCKET, SocketNumbers.SO_SNDBUF, bytes);
        }
        return this;
    }

    /** Its descriptor's number, to poll. */
    public Descriptor descriptor() {
        return descriptor;
    }

    @Override
    public int send(ByteBuffer messages, int length) {
        return descriptor.send(messages, length, 0);
    }

    /** {@inheritDoc} What other processes send is dropped. */
    @Override
    public int receiveNow(ByteBuffer into) {
        Inbox box = inboxFor(into);
        for (int foreign = 0; foreign < FOREIGN_LIMIT; foreign++) {
            int length = box.receive(descriptor, SocketNumbers.MSG_DONTWAIT);
            if (length > into.capacity()) {
                throw new SystemCallException(
                        "a message of " + length + " bytes for a buffer of " + into.capacity(), Errno.ENOBUFS);
            }
            // Any process may send here; the kernel alone has port number 0.
            if (length < 0 || box.sender(SENDER_AT) == 0) {
                return length;
            }
        }
        return -Errno.EAGAIN;
    }

    /** Whoever receives here has one buffer, and uses it for ever. */
    private Inbox inboxFor(ByteBuffer into) {
        Inbox known = inbox;
        if (known == null || !known.isFor(into)) {
            known = new Inbox(into, ADDRESS_LENGTH);
            inbox = known;
        }
        return known;
    }

    @Override
    public boolean awaitReadable(long timeoutNanos) {
        return poll.await(SocketNumbers.POLLIN, timeoutNanos);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
