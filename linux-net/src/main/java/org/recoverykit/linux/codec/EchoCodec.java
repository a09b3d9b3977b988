package org.recoverykit.linux.codec;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.recoverykit.linux.model.EchoFrame;
import org.recoverykit.linux.model.EchoFrame.Kind;
import org.recoverykit.linux.model.MacAddress;

/** ICMP echoes (RFC 792) in bare Ethernet frames. */
public final class EchoCodec {
    /** What {@link org.recoverykit.linux.LinkControl#tap} is asked for to receive them. */
    public static final int ETHERTYPE = 0x0800;

    private static final int ETHERNET = 14;
    private static final int IP = 20;
    private static final int ICMP = 16;
    private static final int ICMP_PROTOCOL = 1;
    private static final int VERSION_AND_LENGTH = 0x45;
    private static final int DO_NOT_FRAGMENT = 0x4000;
    private static final int FRAGMENT = 0x3fff;
    private static final int HOPS = 64;
    private static final int REQUEST = 8;

    private EchoCodec() {}

    /** A frame to be sent. */
    public static byte[] encode(EchoFrame frame) {
        ByteBuffer out = ByteBuffer.allocate(ETHERNET + IP + ICMP);
        out.put(frame.destination().octets()).put(frame.source().octets()).putShort((short) ETHERTYPE);
        out.put((byte) VERSION_AND_LENGTH).put((byte) 0).putShort((short) (IP + ICMP));
        out.putShort((short) frame.identifier()).putShort((short) DO_NOT_FRAGMENT);
        out.put((byte) HOPS).put((byte) ICMP_PROTOCOL).putShort((short) 0);
        out.put(frame.from().getAddress()).put(frame.to().getAddress());
        out.putShort(ETHERNET + 10, checksum(out, ETHERNET, IP));
        out.put((byte) (frame.kind() == Kind.REQUEST ? REQUEST : 0))
                .put((byte) 0)
                .putShort((short) 0);
        out.putShort((short) frame.identifier()).putShort((short) frame.sequence());
        out.putShort(ETHERNET + IP + 2, checksum(out, ETHERNET + IP, ICMP));
        return out.array();
    }

    /** Reads a frame; empty for anything that is no whole echo. */
    public static Optional<EchoFrame> decode(byte[] frame) {
        ByteBuffer in = ByteBuffer.wrap(frame);
        if (frame.length < ETHERNET + IP || Short.toUnsignedInt(in.getShort(ETHERNET - 2)) != ETHERTYPE) {
            return Optional.empty();
        }
        int header = (in.get(ETHERNET) & 0xf) * 4;
        boolean whole = (in.getShort(ETHERNET + 6) & FRAGMENT) == 0;
        int icmp = ETHERNET + header;
        if (!whole || header < IP || in.get(ETHERNET + 9) != ICMP_PROTOCOL || frame.length < icmp + 8) {
            return Optional.empty();
        }
        int type = in.get(icmp);
        if (type != REQUEST && type != 0) {
            return Optional.empty();
        }
        return Optional.of(new EchoFrame(
                type == REQUEST ? Kind.REQUEST : Kind.REPLY,
                mac(in, 6),
                mac(in, 0),
                address(in, ETHERNET + 12),
                address(in, ETHERNET + 16),
                Short.toUnsignedInt(in.getShort(icmp + 4)),
                Short.toUnsignedInt(in.getShort(icmp + 6))));
    }

    private static short checksum(ByteBuffer in, int from, int length) {
        int sum = 0;
        for (int at = from; at < from + length; at += 2) {
            sum += Short.toUnsignedInt(in.getShort(at));
        }
        while (sum >>> 16 != 0) {
            sum = (sum & 0xffff) + (sum >>> 16);
        }
        return (short) ~sum;
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
