package org.recoverykit.linux.codec;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.ArpFrame.Operation;
import org.recoverykit.linux.model.MacAddress;

/** ARP for IPv4 in an Ethernet frame, 42 bytes; padding to the wire's minimum is the driver's work. */
public final class ArpCodec {
    /** Bytes of a frame. */
    public static final int LENGTH = 42;

    private static final int ETHERNET_HEADER = 14;
    private static final int ETHERTYPE_AT = 12;
    private static final int ETHERTYPE = 0x0806;
    // Ethernet, IPv4, 6-octet and 4-octet addresses: the eight bytes before the operation.
    private static final long FORMAT = 0x0001_0800_0604L;
    private static final int REQUEST = 1;
    private static final int REPLY = 2;

    private ArpCodec() {}

    /** Writes a frame to everybody at the start of a buffer, whatever its byte order. */
    public static void write(ByteBuffer buffer, ArpFrame frame) {
        ByteBuffer out = buffer.duplicate().order(ByteOrder.BIG_ENDIAN).clear();
        out.put(MacAddress.BROADCAST.octets()).put(frame.senderMac().octets()).putShort((short) ETHERTYPE);
        out.putShort((short) (FORMAT >>> 32)).putInt((int) FORMAT);
        out.putShort((short) (frame.operation() == Operation.REQUEST ? REQUEST : REPLY));
        out.put(frame.senderMac().octets()).put(frame.senderAddress().getAddress());
        out.put(frame.targetMac().octets()).put(frame.targetAddress().getAddress());
    }

    /** Reads a frame; empty for anything that is not ARP for IPv4 over Ethernet, cut short included. */
    public static Optional<ArpFrame> decode(ByteBuffer buffer, int length) {
        ByteBuffer in = buffer.duplicate().order(ByteOrder.BIG_ENDIAN);
        if (length < LENGTH || Short.toUnsignedInt(in.getShort(ETHERTYPE_AT)) != ETHERTYPE || format(in) != FORMAT) {
            return Optional.empty();
        }
        int operation = in.getShort(ETHERNET_HEADER + 6);
        if (operation != REQUEST && operation != REPLY) {
            return Optional.empty();
        }
        return Optional.of(new ArpFrame(
                operation == REQUEST ? Operation.REQUEST : Operation.REPLY,
                mac(in, ETHERNET_HEADER + 8),
                address(in, ETHERNET_HEADER + 14),
                mac(in, ETHERNET_HEADER + 18),
                address(in, ETHERNET_HEADER + 24)));
    }

    private static long format(ByteBuffer in) {
        return (Short.toUnsignedLong(in.getShort(ETHERNET_HEADER)) << 32)
                | Integer.toUnsignedLong(in.getInt(ETHERNET_HEADER + 2));
    }

    private static MacAddress mac(ByteBuffer in, int at) {
        byte[] octets = new byte[6];
        in.get(at, octets);
        return MacAddress.of(octets);
    }

    private static Inet4Address address(ByteBuffer in, int at) {
        byte[] octets = new byte[4];
        in.get(at, octets);
        try {
            return (Inet4Address) InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError("four octets are an IPv4 address", e);
        }
    }
}
