package org.recoverykit.linux.socket;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Asks any IPv4 address for ICMP echoes, from one address of this node and by one interface. Needs CAP_NET_RAW. */
public final class BoundEchoSocket implements AutoCloseable {
    private static final int ADDRESS_LENGTH = 16;
    private static final int SOURCE_AT = 12;

    private final Descriptor descriptor;
    private final EchoMessage message;
    private final Poll poll;
    private final ByteBuffer out = Buffers.direct(EchoMessage.LENGTH).order(ByteOrder.BIG_ENDIAN);
    private final ByteBuffer in = Buffers.direct(2048).order(ByteOrder.BIG_ENDIAN);
    private final ByteBuffer target = Buffers.direct(ADDRESS_LENGTH);
    private int sequence;

    private BoundEchoSocket(Descriptor descriptor, int identifier) {
        this.descriptor = descriptor;
        this.message = new EchoMessage(identifier);
        this.poll = new Poll(descriptor);
    }

    /**
     * Opens one in the calling thread's network namespace; the identifier tells its echoes from others'.
     *
     * @throws SystemCallException EPERM without CAP_NET_RAW, ENODEV for an unknown interface, EADDRNOTAVAIL for an address
     *     that the node does not have
     */
    public static BoundEchoSocket open(Inet4Address source, String interfaceName, int identifier) {
        int type = SocketNumbers.SOCK_RAW | SocketNumbers.SOCK_CLOEXEC;
        Descriptor descriptor = Descriptor.of(
                Native.libC().socket(SocketNumbers.AF_INET, type, SocketNumbers.IPPROTO_ICMP), "open an ICMP socket");
        byte[] name = (interfaceName + "\0").getBytes(StandardCharsets.UTF_8);
        ByteBuffer device = Buffers.direct(name.length).put(name).clear();
        int bound = descriptor.option(SocketNumbers.SOL_SOCKET, SocketNumbers.SO_BINDTODEVICE, device);
        if (bound < 0) {
            descriptor.close();
            throw new SystemCallException("bind an ICMP socket to " + interfaceName, -bound);
        }
        descriptor.option(SocketNumbers.SOL_SOCKET, SocketNumbers.SO_BROADCAST, 1);
        ByteBuffer address = Buffers.direct(ADDRESS_LENGTH);
        put(address, source);
        descriptor.bind(address, "bind an ICMP socket to " + source.getHostAddress());
        return new BoundEchoSocket(descriptor, identifier);
    }

    /** Sends one request: 0 or a negative error number. */
    public int ask(Inet4Address asked) {
        message.write(out, ++sequence);
        put(target, asked);
        return Math.min(0, descriptor.sendTo(out, SocketNumbers.MSG_DONTWAIT, target));
    }

    /** Waits until something has come, an answer perhaps. */
    public void awaitMillis(int millis) {
        poll.awaitMillis(SocketNumbers.POLLIN, millis);
    }

    /** Who sent an answer that has come, without waiting; skips all else that has come. */
    public Optional<Inet4Address> answered() {
        for (int length = receive(); length > 0; length = receive()) {
            if (message.answers(in, length).isPresent()) {
                byte[] octets = new byte[4];
                in.get(SOURCE_AT, octets);
                return Optional.of(inet(octets));
            }
        }
        return Optional.empty();
    }

    private int receive() {
        return descriptor.receive(in, SocketNumbers.MSG_DONTWAIT);
    }

    private static void put(ByteBuffer into, Inet4Address address) {
        into.putShort(0, (short) SocketNumbers.AF_INET).put(4, address.getAddress());
    }

    private static Inet4Address inet(byte[] octets) {
        try {
            return (Inet4Address) InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError("four octets are an IPv4 address", e);
        }
    }

    @Override
    public void close() {
        descriptor.close();
    }
}
