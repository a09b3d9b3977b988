package org.recoverykit.linux.codec;

import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;
import org.recoverykit.linux.model.NdFrame.Flag;

/** Neighbor solicitations and advertisements in IPv6 in an Ethernet frame, with their checksum. */
public final class NdCodec {
    /** Bytes of the longest frame that {@link #write} makes. */
    public static final int LONGEST = 86;

    private static final int ETHERTYPE_AT = 12;
    private static final int ETHERTYPE = 0x86dd;
    private static final int IP = 14;
    private static final int SOURCE = IP + 8;
    private static final int DESTINATION = IP + 24;
    private static final int ICMP = IP + 40;
    private static final int TARGET = ICMP + 8;
    private static final int OPTIONS = ICMP + 24;
    private static final int ICMPV6 = 58;
    private static final int HOP_LIMIT = 255;
    private static final int SOLICITATION = 135;
    private static final int ADVERTISEMENT = 136;
    private static final int SOURCE_MAC = 1;
    private static final int TARGET_MAC = 2;
    private static final int OPTION_BYTES = 8;
    private static final int MULTICAST = 0xff;

    private NdCodec() {}

    /** Writes a frame at the start of a buffer, whatever its byte order; answers its length. */
    public static int write(ByteBuffer buffer, NdFrame frame) {
        ByteBuffer out = buffer.duplicate().order(ByteOrder.BIG_ENDIAN).clear();
        boolean asks = frame instanceof NdFrame.Solicitation;
        int length = OPTIONS - ICMP + (frame.linkLayer().isPresent() ? OPTION_BYTES : 0);
        out.put(frame.receiver().octets()).put(frame.sender().octets()).putShort((short) ETHERTYPE);
        out.putInt(6 << 28).putShort((short) length).put((byte) ICMPV6).put((byte) HOP_LIMIT);
        out.put(frame.source().getAddress()).put(frame.destination().getAddress());
        out.put((byte) (asks ? SOLICITATION : ADVERTISEMENT)).put((byte) 0).putShort((short) 0);
        out.putInt(flags(frame)).put(frame.target().getAddress());
        frame.linkLayer()
                .ifPresent(mac -> out.put((byte) (asks ? SOURCE_MAC : TARGET_MAC))
                        .put((byte) 1)
                        .put(mac.octets()));
        out.putShort(ICMP + 2, (short) ~sum(out, length));
        return ICMP + length;
    }

    /**
     * Reads a frame; empty for all else, and for what a receiver has to ignore (RFC 4861, 7.1): a wrong hop limit or
     * checksum, an option of no length, a target of many.
     */
    public static Optional<NdFrame> decode(ByteBuffer buffer, int frameLength) {
        ByteBuffer in = buffer.duplicate().order(ByteOrder.BIG_ENDIAN);
        if (frameLength < OPTIONS || frameLength > in.limit() || !isNeighborDiscovery(in)) {
            return Optional.empty();
        }
        int length = Short.toUnsignedInt(in.getShort(IP + 4));
        int type = Byte.toUnsignedInt(in.get(ICMP));
        boolean whole = length >= OPTIONS - ICMP && ICMP + length <= frameLength;
        if (!whole || sum(in, length) != 0xffff || (type != SOLICITATION && type != ADVERTISEMENT)) {
            return Optional.empty();
        }
        int wanted = type == SOLICITATION ? SOURCE_MAC : TARGET_MAC;
        Optional<MacAddress> mac = Optional.empty();
        for (int at = OPTIONS; at < ICMP + length; ) {
            int bytes = at + 1 < ICMP + length ? Byte.toUnsignedInt(in.get(at + 1)) * OPTION_BYTES : 0;
            if (bytes == 0 || at + bytes > ICMP + length) {
                return Optional.empty();
            }
            mac = in.get(at) == wanted ? Optional.of(mac(in, at + 2)) : mac;
            at += bytes;
        }
        return Optional.of(frame(in, type, mac));
    }

    private static boolean isNeighborDiscovery(ByteBuffer in) {
        return Short.toUnsignedInt(in.getShort(ETHERTYPE_AT)) == ETHERTYPE
                && in.get(IP) >>> 4 == 6
                && in.get(IP + 6) == ICMPV6
                && Byte.toUnsignedInt(in.get(IP + 7)) == HOP_LIMIT
                && in.get(ICMP + 1) == 0
                && Byte.toUnsignedInt(in.get(TARGET)) != MULTICAST;
    }

    private static NdFrame frame(ByteBuffer in, int type, Optional<MacAddress> linkLayer) {
        MacAddress receiver = mac(in, 0);
        MacAddress sender = mac(in, 6);
        Inet6Address source = address(in, SOURCE);
        Inet6Address destination = address(in, DESTINATION);
        Inet6Address target = address(in, TARGET);
        return type == SOLICITATION
                ? new NdFrame.Solicitation(sender, receiver, source, destination, target, linkLayer)
                : new NdFrame.Advertisement(
                        sender, receiver, source, destination, target, linkLayer, flags(in.getInt(ICMP + 4)));
    }

    private static int flags(NdFrame frame) {
        int bits = 0;
        if (frame instanceof NdFrame.Advertisement advertisement) {
            for (Flag flag : advertisement.flags()) {
                bits |= bit(flag);
            }
        }
        return bits;
    }

    private static Set<Flag> flags(int bits) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        for (Flag flag : Flag.values()) {
            if ((bits & bit(flag)) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    private static int bit(Flag flag) {
        return switch (flag) {
            case ROUTER -> 1 << 31;
            case SOLICITED -> 1 << 30;
            case OVERRIDE -> 1 << 29;
        };
    }

    /** The ones' complement sum of addresses, length, protocol and message: all ones when the checksum is right. */
    private static int sum(ByteBuffer bytes, int length) {
        long sum = length + (long) ICMPV6;
        for (int at = SOURCE; at < ICMP; at += 2) {
            sum += Short.toUnsignedInt(bytes.getShort(at));
        }
        for (int at = 0; at + 1 < length; at += 2) {
            sum += Short.toUnsignedInt(bytes.getShort(ICMP + at));
        }
        if ((length & 1) != 0) {
            sum += Byte.toUnsignedInt(bytes.get(ICMP + length - 1)) << 8;
        }
        sum = (sum & 0xffff) + (sum >>> 16);
        return (int) ((sum & 0xffff) + (sum >>> 16));
    }

    private static MacAddress mac(ByteBuffer in, int at) {
        byte[] octets = new byte[6];
        in.get(at, octets);
        return MacAddress.of(octets);
    }

    private static Inet6Address address(ByteBuffer in, int at) {
        byte[] octets = new byte[16];
        in.get(at, octets);
        try {
            return Inet6Address.getByAddress("", octets, -1);
        } catch (UnknownHostException e) {
            throw new AssertionError("sixteen octets are an IPv6 address", e);
        }
    }
}
