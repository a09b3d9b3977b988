package org.recoverykit.linux.socket;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Asks any address for ICMP echoes, for ICMPv6 echoes where it is one of IPv6, from one address of this node and by one
 * interface. Needs CAP_NET_RAW.
 */
public final class BoundEchoSocket implements AutoCloseable {
    private static final int FILTER_LENGTH = 32;

    private final Descriptor descriptor;
    private final EchoMessage message;
    private final Poll poll;
    private final ByteBuffer out = Buffers.direct(EchoMessage.LENGTH).order(ByteOrder.BIG_ENDIAN);
    private final ByteBuffer in = Buffers.direct(2048).order(ByteOrder.BIG_ENDIAN);
    private final Inbox inbox = new Inbox(in, IpSocketAddress.MOST);
    private int sequence;

    private BoundEchoSocket(Descriptor descriptor, EchoMessage message) {
        this.descriptor = descriptor;
        this.message = message;
        this.poll = new Poll(descriptor);
    }

    /**
     * Opens one in the calling thread's network namespace; the identifier tells its echoes from others'.
     *
     * @throws SystemCallException EPERM without CAP_NET_RAW, ENODEV for an unknown interface, EADDRNOTAVAIL for an address
     *     that the node does not have or cannot use yet
     */
    public static BoundEchoSocket open(InetAddress source, String interfaceName, int identifier) {
        boolean ipv4 = IpSocketAddress.family(source) == SocketNumbers.AF_INET;
        int type = SocketNumbers.SOCK_RAW | SocketNumbers.SOCK_CLOEXEC;
        int protocol = ipv4 ? SocketNumbers.IPPROTO_ICMP : SocketNumbers.IPPROTO_ICMPV6;
        Descriptor descriptor = Descriptor.of(
                Native.libC().socket(IpSocketAddress.family(source), type, protocol), "open an ICMP socket");
        byte[] name = (interfaceName + "\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer device = Buffers.direct(name.length).put(name).clear();
        int bound = descriptor.option(SocketNumbers.SOL_SOCKET, SocketNumbers.SO_BINDTODEVICE, device);
        if (bound < 0) {
            descriptor.close();
            throw new SystemCallException("bind an ICMP socket to " + interfaceName, -bound);
        }
        if (ipv4) {
            descriptor.option(SocketNumbers.SOL_SOCKET, SocketNumbers.SO_BROADCAST, 1);
        } else {
            descriptor.option(SocketNumbers.IPPROTO_ICMPV6, SocketNumbers.ICMP6_FILTER, onlyReplies());
        }
        descriptor.bind(IpSocketAddress.of(source), "bind an ICMP socket to " + source.getHostAddress());
        return new BoundEchoSocket(descriptor, ipv4 ? EchoMessage.ipv4(identifier) : EchoMessage.ipv6(identifier));
    }

    /** A bit for each type of ICMPv6 that is kept away: Neighbor Discovery of the whole interface, above all. */
    private static ByteBuffer onlyReplies() {
        ByteBuffer blocked = Buffers.direct(FILTER_LENGTH);
        for (int at = 0; at < FILTER_LENGTH; at += Integer.BYTES) {
            blocked.putInt(at, -1);
        }
        int word = EchoMessage.IPV6_REPLY / Integer.SIZE * Integer.BYTES;
        return blocked.putInt(word, ~(1 << EchoMessage.IPV6_REPLY % Integer.SIZE));
    }

    /** Sends one request: 0 or a negative error number. */
    public int ask(InetAddress asked) {
        message.write(out, ++sequence);
        return Math.min(0, descriptor.sendTo(out, SocketNumbers.MSG_DONTWAIT, IpSocketAddress.of(asked)));
    }

    /** Waits until something has come, an answer perhaps. */
    public void awaitMillis(int millis) {
        poll.awaitMillis(SocketNumbers.POLLIN, millis);
    }

    /** Who sent an answer that has come, without waiting; skips all else that has come. */
    public Optional<InetAddress> answered() {
        for (int length = receive(); length > 0; length = receive()) {
            if (message.answers(in, length).isPresent()) {
                return Optional.of(IpSocketAddress.read(inbox.sender()));
            }
        }
        return Optional.empty();
    }

    private int receive() {
        return inbox.receive(descriptor, SocketNumbers.MSG_DONTWAIT);
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
