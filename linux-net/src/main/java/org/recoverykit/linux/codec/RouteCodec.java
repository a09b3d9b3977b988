package org.recoverykit.linux.codec;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.recoverykit.linux.model.IpPrefix;
import org.recoverykit.linux.model.Route;
import org.recoverykit.linux.model.RouteChoice;

/** RTM_*ROUTE. */
public final class RouteCodec {
    /** Answer with the route that matched: shows the real interface of a local address instead of the loopback. */
    public static final int FIB_MATCH = 0x2000;

    /** The only flag that a caller may ask for: take the gateway as on the link, without looking for its subnet. */
    private static final int ON_LINK = 4;

    private static final int STRUCT = 12;
    private static final int DESTINATION = 1;
    private static final int SOURCE = 2;
    private static final int OUT_INTERFACE = 4;
    private static final int GATEWAY = 5;
    private static final int PRIORITY = 6;
    private static final int PREFERRED_SOURCE = 7;
    private static final int MULTIPATH = 9;
    private static final int NEXT_HOP_STRUCT = 8;
    private static final int TABLE = 15;
    private static final int TABLE_IN_ATTRIBUTE = 0;
    private static final int IPV4_BITS = 32;
    private static final int IPV6_BITS = 128;

    private RouteCodec() {}

    /** Decodes RTM_NEWROUTE; empty for families other than IPv4 and IPv6, and for cached entries. */
    public static Optional<Route> decode(ByteBuffer buffer, MessageReader message) {
        int from = message.from();
        if (message.to() - from < STRUCT) {
            throw new MalformedMessageException("a route message is cut short", from);
        }
        int family = buffer.get(from);
        if (family != Rtnetlink.INET && family != Rtnetlink.INET6) {
            return Optional.empty();
        }
        Found found = new Found();
        found.table = Byte.toUnsignedInt(buffer.get(from + 4));
        AttributeReader attributes = new AttributeReader(buffer, from + STRUCT, message.to());
        while (attributes.next()) {
            found.take(attributes, buffer);
        }
        return Optional.of(new Route(
                prefix(buffer, from, found.destination.orElseGet(() -> any(family))),
                found.table,
                found.outInterface,
                found.gateway,
                found.preferredSource,
                found.metric,
                Byte.toUnsignedInt(buffer.get(from + 5)),
                Byte.toUnsignedInt(buffer.get(from + 6)),
                Byte.toUnsignedInt(buffer.get(from + 7)),
                buffer.getInt(from + 8) | found.hopFlags));
    }

    /** What a decoded answer to {@link #writeLookup} says. */
    public static RouteChoice choice(Route route) {
        return new RouteChoice(
                route.outInterface(), route.preferredSource(), route.gateway(), route.type() == Route.LOCAL);
    }

    /** Asks how a destination would be reached. */
    public static void writeLookup(
            MessageWriter writer,
            int sequence,
            InetAddress destination,
            Optional<InetAddress> source,
            int outInterface,
            int flags) {
        boolean v4 = destination instanceof Inet4Address;
        int bits = v4 ? IPV4_BITS : IPV6_BITS;
        writer.begin(Rtnetlink.GET_ROUTE, Rtnetlink.REQUEST, sequence)
                .u8(v4 ? Rtnetlink.INET : Rtnetlink.INET6)
                .u8(bits)
                .u8(source.isPresent() ? bits : 0)
                .u8(0)
                .u32(0)
                .u32(flags)
                .attribute(DESTINATION, destination);
        source.ifPresent(address -> writer.attribute(SOURCE, address));
        if (outInterface != 0) {
            writer.attribute(OUT_INTERFACE, outInterface);
        }
        writer.end();
    }

    /** Adds or removes a route. */
    public static void write(MessageWriter writer, int type, int flags, int sequence, Route route) {
        boolean v4 = route.destination().address() instanceof Inet4Address;
        writer.begin(type, flags | Rtnetlink.REQUEST | Rtnetlink.ACK, sequence)
                .u8(v4 ? Rtnetlink.INET : Rtnetlink.INET6)
                .u8(route.destination().length())
                .u8(0)
                .u8(0)
                .u8(TABLE_IN_ATTRIBUTE)
                .u8(route.protocol())
                .u8(route.scope())
                .u8(route.type())
                .u32(route.flags() & ON_LINK)
                .attribute(TABLE, route.table());
        if (route.destination().length() > 0) {
            writer.attribute(DESTINATION, route.destination().address());
        }
        if (route.outInterface() != 0) {
            writer.attribute(OUT_INTERFACE, route.outInterface());
        }
        route.gateway().ifPresent(gateway -> writer.attribute(GATEWAY, gateway));
        route.preferredSource().ifPresent(source -> writer.attribute(PREFERRED_SOURCE, source));
        if (route.metric() != 0) {
            writer.attribute(PRIORITY, (int) route.metric());
        }
        writer.end();
    }

    /** Asks for the routes of one table where the socket has strict checking, otherwise for all. */
    public static void writeDump(MessageWriter writer, int sequence, int family, int table) {
        writer.begin(Rtnetlink.GET_ROUTE, Rtnetlink.REQUEST | Rtnetlink.DUMP, sequence)
                .u8(family)
                .u8(0)
                .u8(0)
                .u8(0)
                .u32(0)
                .u32(0)
                .attribute(TABLE, table)
                .end();
    }

    private static IpPrefix prefix(ByteBuffer buffer, int from, InetAddress address) {
        int length = Byte.toUnsignedInt(buffer.get(from + 1));
        if (length > address.getAddress().length * 8) {
            throw new MalformedMessageException("a route of prefix length " + length, from);
        }
        return new IpPrefix(address, length);
    }

    private static InetAddress any(int family) {
        try {
            return InetAddress.getByAddress(new byte[family == Rtnetlink.INET ? 4 : 16]);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 octets are addresses", e);
        }
    }

    /** What the attributes said so far. */
    private static final class Found {
        private Optional<InetAddress> destination = Optional.empty();
        private Optional<InetAddress> gateway = Optional.empty();
        private Optional<InetAddress> preferredSource = Optional.empty();
        private int outInterface;
        private int table;
        private int hopFlags;
        private long metric;

        void take(AttributeReader attribute, ByteBuffer buffer) {
            switch (attribute.type()) {
                case DESTINATION -> destination = Optional.of(attribute.address());
                case GATEWAY -> gateway = Optional.of(attribute.address());
                case PREFERRED_SOURCE -> preferredSource = Optional.of(attribute.address());
                case OUT_INTERFACE -> outInterface = attribute.u32();
                case PRIORITY -> metric = Integer.toUnsignedLong(attribute.u32());
                case TABLE -> table = attribute.u32();
                case MULTIPATH -> firstHop(attribute, buffer);
                default -> {
                    // Newer kernels say more.
                }
            }
        }

        private void firstHop(AttributeReader multipath, ByteBuffer buffer) {
            outInterface = multipath.u32(1);
            int at = multipath.offset() + 4;
            int length = Short.toUnsignedInt(buffer.getShort(at));
            if (length < NEXT_HOP_STRUCT || length > multipath.length()) {
                throw new MalformedMessageException("a next hop of " + length + " bytes", at);
            }
            hopFlags = Byte.toUnsignedInt(buffer.get(at + 2));
            AttributeReader hop = new AttributeReader(buffer, at + NEXT_HOP_STRUCT, at + length);
            while (hop.next()) {
                if (hop.type() == GATEWAY) {
                    gateway = Optional.of(hop.address());
                }
            }
        }
    }
}
