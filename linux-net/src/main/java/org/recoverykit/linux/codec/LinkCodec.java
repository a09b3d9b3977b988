package org.recoverykit.linux.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.Link.OperState;
import org.recoverykit.linux.model.MacAddress;

/** RTM_*LINK. */
public final class LinkCodec {
    private static final int STRUCT = 16;
    private static final int SEQUENCE_AT = 8;
    private static final int INDEX = 4;
    private static final int FLAGS = 8;
    private static final int ETHERNET_OCTETS = 6;

    private static final int ADDRESS = 1;
    private static final int NAME = 3;
    private static final int MTU = 4;
    private static final int LINK = 5;
    private static final int MASTER = 10;
    private static final int OPER_STATE = 16;
    private static final int LINK_INFO = 18;
    private static final int KIND = 1;
    private static final int EXT_MASK = 29;
    private static final int SKIP_STATISTICS = 8;
    private static final int PROPERTY_LIST = 52;
    private static final int ALTERNATIVE_NAME = 53;
    private static final int PERMANENT_ADDRESS = 54;
    private static final int PASSED_OVER = 20;

    private static final OperState[] OPER_STATES = OperState.values();

    private LinkCodec() {}

    /** The index alone, without reading the attributes. */
    public static int index(ByteBuffer buffer, MessageReader message) {
        requireStruct(message);
        return buffer.getInt(message.from() + INDEX);
    }

    /**
     * Whether it speaks of the link itself. A bridge tells of its ports by link messages of its own family, where a deletion
     * means that the port left the bridge.
     */
    public static boolean ofLink(ByteBuffer buffer, MessageReader message) {
        requireStruct(message);
        return buffer.get(message.from()) == Rtnetlink.UNSPECIFIED;
    }

    /** The IFF_ flags alone, without reading the attributes: what a carrier check needs. */
    public static int flags(ByteBuffer buffer, MessageReader message) {
        requireStruct(message);
        return buffer.getInt(message.from() + FLAGS);
    }

    /** Decodes RTM_NEWLINK. */
    public static Link decode(ByteBuffer buffer, MessageReader message) {
        Found found = new Found();
        int index = index(buffer, message);
        found.linkIndex = index;
        AttributeReader attributes = new AttributeReader(buffer, message.from() + STRUCT, message.to());
        while (attributes.next()) {
            found.take(attributes);
        }
        return new Link(
                index,
                found.name,
                found.altNames,
                found.kind,
                flags(buffer, message),
                found.operState,
                found.address,
                found.permanentAddress,
                found.master,
                found.linkIndex,
                Short.toUnsignedInt(buffer.getShort(message.from() + 2)),
                found.mtu);
    }

    /** Asks for one link; without its statistics, which are half of the answer. */
    public static void writeGet(MessageWriter writer, int sequence, int ifindex) {
        struct(writer.begin(Rtnetlink.GET_LINK, Rtnetlink.REQUEST, sequence), ifindex, 0, 0);
        writer.attribute(EXT_MASK, SKIP_STATISTICS).end();
    }

    /** Makes a question of {@link #writeGet}, which begins here, ask for another link. */
    public static void amendIndex(ByteBuffer buffer, int at, int ifindex) {
        buffer.putInt(at + MessageReader.HEADER + INDEX, ifindex);
    }

    /** Gives a question of {@link #writeGet}, which begins here, another number. */
    public static void amendSequence(ByteBuffer buffer, int at, int sequence) {
        buffer.putInt(at + SEQUENCE_AT, sequence);
    }

    /** Asks for all links. */
    public static void writeDump(MessageWriter writer, int sequence) {
        struct(writer.begin(Rtnetlink.GET_LINK, Rtnetlink.REQUEST | Rtnetlink.DUMP, sequence), 0, 0, 0);
        writer.attribute(EXT_MASK, SKIP_STATISTICS).end();
    }

    /** Sets a link up or down. */
    public static void writeSetUp(MessageWriter writer, int sequence, int ifindex, boolean up) {
        writer.begin(Rtnetlink.NEW_LINK, Rtnetlink.REQUEST | Rtnetlink.ACK, sequence);
        struct(writer, ifindex, up ? Link.UP : 0, Link.UP);
        writer.end();
    }

    /** Writes RTM_NEWLINK as the kernel tells of a change: with as much again that {@link #decode} passes over. */
    public static void writeNew(MessageWriter writer, Link link) {
        writer.begin(Rtnetlink.NEW_LINK, 0, 0).u8(Rtnetlink.UNSPECIFIED).u8(0).u16(link.type());
        writer.u32(link.index()).u32(link.flags()).u32(0);
        writer.attribute(NAME, link.name())
                .attribute8(OPER_STATE, List.of(OPER_STATES).indexOf(link.operState()));
        writer.attribute(MTU, link.mtu()).attribute(LINK, link.linkIndex()).attribute(MASTER, link.masterIndex());
        for (int passedOver = 0; passedOver < PASSED_OVER; passedOver++) {
            writer.attribute(EXT_MASK, passedOver);
        }
        link.hardwareAddress().ifPresent(address -> writer.attribute(ADDRESS, address.octets()));
        int info = writer.beginNest(LINK_INFO);
        writer.attribute(KIND, link.kind()).endNest(info);
        link.permanentAddress().ifPresent(address -> writer.attribute(PERMANENT_ADDRESS, address.octets()));
        writer.end();
    }

    /** Gives a link another hardware address. */
    public static void writeSetAddress(MessageWriter writer, int sequence, int ifindex, MacAddress address) {
        writer.begin(Rtnetlink.SET_LINK, Rtnetlink.REQUEST | Rtnetlink.ACK, sequence);
        struct(writer, ifindex, 0, 0).attribute(ADDRESS, address.octets()).end();
    }

    /** The fixed part that every link message begins with. */
    public static MessageWriter struct(MessageWriter writer, int ifindex, int flags, int change) {
        return writer.u8(Rtnetlink.UNSPECIFIED)
                .u8(0)
                .u16(0)
                .u32(ifindex)
                .u32(flags)
                .u32(change);
    }

    private static void requireStruct(MessageReader message) {
        if (message.to() - message.from() < STRUCT) {
            throw new MalformedMessageException("a link message is cut short", message.from());
        }
    }

    /** What the attributes said so far. */
    private static final class Found {
        private String name = "";
        private String kind = "";
        private OperState operState = OperState.UNKNOWN;
        private Optional<MacAddress> address = Optional.empty();
        private Optional<MacAddress> permanentAddress = Optional.empty();
        private int master;
        private int linkIndex;
        private int mtu;
        private List<String> altNames = List.of();

        void take(AttributeReader attribute) {
            switch (attribute.type()) {
                case NAME -> name = attribute.text();
                case ADDRESS -> address = mac(attribute);
                case PERMANENT_ADDRESS -> permanentAddress = mac(attribute);
                case MTU -> mtu = attribute.u32();
                case LINK -> linkIndex = attribute.u32();
                case MASTER -> master = attribute.u32();
                case OPER_STATE -> operState = operState(attribute.u8());
                case LINK_INFO -> kind = kind(attribute.nested());
                case PROPERTY_LIST -> altNames = altNames(attribute.nested());
                default -> {
                    // Newer kernels say more.
                }
            }
        }
    }

    private static Optional<MacAddress> mac(AttributeReader attribute) {
        // InfiniBand has 20 octets, a tunnel 4.
        return attribute.length() == ETHERNET_OCTETS ? Optional.of(MacAddress.of(attribute.bytes())) : Optional.empty();
    }

    private static OperState operState(int value) {
        return value < OPER_STATES.length ? OPER_STATES[value] : OperState.UNKNOWN;
    }

    private static String kind(AttributeReader attributes) {
        String kind = "";
        while (attributes.next()) {
            if (attributes.type() == KIND) {
                kind = attributes.text();
            }
        }
        return kind;
    }

    private static List<String> altNames(AttributeReader attributes) {
        List<String> names = new ArrayList<>();
        while (attributes.next()) {
            if (attributes.type() == ALTERNATIVE_NAME) {
                names.add(attributes.text());
            }
        }
        return names;
    }
}
