package org.recoverykit.linux.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.SavedConfiguration.Entry;
import org.recoverykit.linux.model.SavedConfiguration.Kind;

/** Addresses and routes kept as the kernel told them, to be told back to it. */
public final class SavedCodec {
    private static final int ADDRESS_STRUCT = 8;
    private static final int ADDRESS_FLAGS_AT = 2;
    private static final int ADDRESS_INDEX_AT = 4;
    private static final int ADDRESS_FLAGS = 8;
    private static final int ADDRESS_PROTOCOL = 11;
    private static final int MADE_FOR_LINK = 3;

    private static final int ROUTE_STRUCT = 12;
    private static final int ROUTE_PROTOCOL_AT = 5;
    private static final int ROUTE_FLAGS_AT = 8;
    private static final int BY_KERNEL = 2;
    private static final int BY_ROUTER = 9;
    private static final int CLONED = 0x200;
    private static final int ON_LINK = 4;
    private static final int OUT_INTERFACE = 4;
    private static final int MULTIPATH = 9;
    private static final int NEXT_HOP_OBJECT = 30;
    private static final int NEXT_HOP_STRUCT = 8;

    private SavedCodec() {}

    /** An address of this interface that the kernel does not make by itself. */
    public static Optional<Entry> address(ByteBuffer buffer, MessageReader message, int ifindex) {
        int from = message.from();
        requireStruct(message, ADDRESS_STRUCT);
        if (buffer.getInt(from + ADDRESS_INDEX_AT) != ifindex) {
            return Optional.empty();
        }
        AttributeReader attributes = new AttributeReader(buffer, from + ADDRESS_STRUCT, message.to());
        while (attributes.next()) {
            // fe80:: and the hardware address: it follows that by itself.
            if (attributes.type() == ADDRESS_PROTOCOL && attributes.u8() == MADE_FOR_LINK) {
                return Optional.empty();
            }
        }
        return Optional.of(Entry.of(Kind.ADDRESS, payload(buffer, message)));
    }

    /** A route by this interface that somebody made. */
    public static Optional<Entry> route(ByteBuffer buffer, MessageReader message, int ifindex) {
        int from = message.from();
        requireStruct(message, ROUTE_STRUCT);
        int protocol = buffer.get(from + ROUTE_PROTOCOL_AT);
        int flags = buffer.getInt(from + ROUTE_FLAGS_AT);
        if (protocol == BY_KERNEL || protocol == BY_ROUTER || (flags & CLONED) != 0) {
            return Optional.empty();
        }
        boolean leavesHere = false;
        AttributeReader attributes = new AttributeReader(buffer, from + ROUTE_STRUCT, message.to());
        while (attributes.next()) {
            switch (attributes.type()) {
                case NEXT_HOP_OBJECT -> {
                    return Optional.empty();
                }
                case OUT_INTERFACE -> leavesHere |= attributes.u32() == ifindex;
                case MULTIPATH -> leavesHere |= oneHopLeavesBy(attributes, buffer, ifindex);
                default -> {
                    // All the rest is kept as it is.
                }
            }
        }
        return leavesHere ? Optional.of(routeEntry(buffer, message)) : Optional.empty();
    }

    /** "Dead" and the like are the kernel's to say; it refuses to be told. */
    private static Entry routeEntry(ByteBuffer buffer, MessageReader message) {
        byte[] payload = payload(buffer, message);
        ByteBuffer copy = ByteBuffer.wrap(payload).order(buffer.order());
        copy.putInt(ROUTE_FLAGS_AT, copy.getInt(ROUTE_FLAGS_AT) & ON_LINK);
        AttributeReader attributes = new AttributeReader(copy, ROUTE_STRUCT, payload.length);
        while (attributes.next()) {
            if (attributes.type() == MULTIPATH) {
                eachHop(attributes, copy, at -> copy.put(at + 2, (byte) (copy.get(at + 2) & ON_LINK)));
            }
        }
        return Entry.of(Kind.ROUTE, payload);
    }

    /** The message that puts an entry back. */
    public static void write(MessageWriter writer, int sequence, Kind kind, int flags, byte[] payload) {
        int type = kind == Kind.ADDRESS ? Rtnetlink.NEW_ADDRESS : Rtnetlink.NEW_ROUTE;
        writer.begin(type, flags | Rtnetlink.REQUEST | Rtnetlink.ACK, sequence);
        for (byte octet : payload) {
            writer.u8(octet);
        }
        writer.end();
    }

    /** Whether an address would not be usable for a second or two, because others are asked for it first. */
    public static boolean lacksDetection(Entry address) {
        byte[] payload = address.payload();
        return payload[0] == Rtnetlink.INET6
                && (flags(payload) & (InterfaceAddress.NO_DAD | InterfaceAddress.TENTATIVE)) == 0;
    }

    /** The address's message; if it was usable, then such that others are not asked for it again. */
    public static byte[] withoutDetection(Entry address) {
        byte[] payload = address.payload();
        if (lacksDetection(address)) {
            ByteBuffer buffer = ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder());
            payload[ADDRESS_FLAGS_AT] |= InterfaceAddress.NO_DAD;
            AttributeReader attributes = new AttributeReader(buffer, ADDRESS_STRUCT, payload.length);
            while (attributes.next()) {
                if (attributes.type() == ADDRESS_FLAGS) {
                    buffer.putInt(attributes.offset() + 4, attributes.u32() | InterfaceAddress.NO_DAD);
                }
            }
        }
        return payload;
    }

    /** Whether a route has several next hops; the kernel may have kept it with those by other interfaces. */
    public static boolean hasManyHops(Entry route) {
        byte[] payload = route.payload();
        AttributeReader attributes = new AttributeReader(
                ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder()), ROUTE_STRUCT, payload.length);
        while (attributes.next()) {
            if (attributes.type() == MULTIPATH) {
                return true;
            }
        }
        return false;
    }

    /** For a person. */
    public static String describe(Entry entry) {
        byte[] payload = entry.payload();
        boolean address = entry.kind() == Kind.ADDRESS;
        AttributeReader attributes = new AttributeReader(
                ByteBuffer.wrap(payload).order(ByteOrder.nativeOrder()),
                address ? ADDRESS_STRUCT : ROUTE_STRUCT,
                payload.length);
        String what = address ? "an address" : "the default route";
        while (attributes.next()) {
            boolean names = attributes.type() == 1;
            if (names && (attributes.length() == 4 || attributes.length() == 16)) {
                what = (address ? "address " : "the route to ")
                        + attributes.address().getHostAddress() + "/" + Byte.toUnsignedInt(payload[1]);
            }
        }
        return what;
    }

    private static int flags(byte[] address) {
        int flags = Byte.toUnsignedInt(address[ADDRESS_FLAGS_AT]);
        AttributeReader attributes = new AttributeReader(
                ByteBuffer.wrap(address).order(ByteOrder.nativeOrder()), ADDRESS_STRUCT, address.length);
        while (attributes.next()) {
            if (attributes.type() == ADDRESS_FLAGS) {
                flags = attributes.u32();
            }
        }
        return flags;
    }

    private interface Hop {
        void at(int offset);
    }

    private static void eachHop(AttributeReader multipath, ByteBuffer buffer, Hop hop) {
        int end = multipath.offset() + 4 + multipath.length();
        int at = multipath.offset() + 4;
        while (end - at >= NEXT_HOP_STRUCT) {
            int length = Short.toUnsignedInt(buffer.getShort(at));
            if (length < NEXT_HOP_STRUCT || length > end - at) {
                throw new MalformedMessageException("a next hop of " + length + " bytes", at);
            }
            hop.at(at);
            at += Padding.to4(length);
        }
    }

    private static boolean oneHopLeavesBy(AttributeReader multipath, ByteBuffer buffer, int ifindex) {
        boolean[] found = new boolean[1];
        eachHop(multipath, buffer, at -> found[0] |= buffer.getInt(at + 4) == ifindex);
        return found[0];
    }

    private static byte[] payload(ByteBuffer buffer, MessageReader message) {
        byte[] payload = new byte[message.to() - message.from()];
        buffer.get(message.from(), payload);
        return payload;
    }

    private static void requireStruct(MessageReader message, int size) {
        if (message.to() - message.from() < size) {
            throw new MalformedMessageException("a message is cut short", message.from());
        }
    }
}
