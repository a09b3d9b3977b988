package org.recoverykit.linux.codec;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recoverykit.linux.model.InterfaceAddress;

/** RTM_*ADDR. */
public final class AddressCodec {
    private static final int STRUCT = 8;
    private static final int HEADER_FLAGS = 0xff;

    private static final int ADDRESS = 1;
    private static final int LOCAL = 2;
    private static final int LABEL = 3;
    private static final int BROADCAST = 4;
    private static final int CACHE_INFO = 6;
    private static final int FLAGS = 8;
    private static final int PROTOCOL = 11;

    private AddressCodec() {}

    /** Decodes RTM_NEWADDR or RTM_DELADDR; empty for families other than IPv4 and IPv6. */
    public static Optional<InterfaceAddress> decode(ByteBuffer buffer, MessageReader message) {
        int from = message.from();
        if (message.to() - from < STRUCT) {
            throw new MalformedMessageException("an address message is cut short", from);
        }
        int family = buffer.get(from);
        if (family != Rtnetlink.INET && family != Rtnetlink.INET6) {
            return Optional.empty();
        }
        Found found = new Found();
        found.flags = Byte.toUnsignedInt(buffer.get(from + 2));
        AttributeReader attributes = new AttributeReader(buffer, from + STRUCT, message.to());
        while (attributes.next()) {
            found.take(attributes);
        }
        InetAddress address = found.address(from);
        int prefixLength = Byte.toUnsignedInt(buffer.get(from + 1));
        if (address instanceof Inet4Address != (family == Rtnetlink.INET)
                || prefixLength > address.getAddress().length * 8) {
            throw new MalformedMessageException("family, address and prefix length disagree", from);
        }
        return Optional.of(new InterfaceAddress(
                buffer.getInt(from + 4),
                address,
                prefixLength,
                found.label,
                Byte.toUnsignedInt(buffer.get(from + 3)),
                found.flags,
                found.protocol,
                found.valid,
                found.preferred,
                found.broadcast));
    }

    /** Adds or removes an address. */
    public static void write(MessageWriter writer, int type, int flags, int sequence, InterfaceAddress address) {
        boolean v4 = address.address() instanceof Inet4Address;
        writer.begin(type, flags | Rtnetlink.REQUEST | Rtnetlink.ACK, sequence)
                .u8(v4 ? Rtnetlink.INET : Rtnetlink.INET6)
                .u8(address.prefixLength())
                .u8(address.flags() & HEADER_FLAGS)
                .u8(address.scope())
                .u32(address.ifindex())
                .attribute(LOCAL, address.address())
                .attribute(ADDRESS, address.address());
        if (type == Rtnetlink.NEW_ADDRESS) {
            writeDetails(writer, address);
        }
        writer.end();
    }

    private static void writeDetails(MessageWriter writer, InterfaceAddress address) {
        if (address.flags() != 0) {
            // The header has room for 8 bits only.
            writer.attribute(FLAGS, address.flags());
        }
        if (address.protocol() != 0) {
            writer.attribute8(PROTOCOL, address.protocol());
        }
        address.label().ifPresent(label -> writer.attribute(LABEL, label));
        address.broadcast().ifPresent(broadcast -> writer.attribute(BROADCAST, broadcast));
        if (address.validSeconds() != InterfaceAddress.FOREVER
                || address.preferredSeconds() != InterfaceAddress.FOREVER) {
            writer.attribute(CACHE_INFO, lifetimes(writer, address));
        }
    }

    private static byte[] lifetimes(MessageWriter writer, InterfaceAddress address) {
        return writer.scratch(16)
                .putInt((int) address.preferredSeconds())
                .putInt((int) address.validSeconds())
                .array();
    }

    /** Asks for all addresses, or for those of one interface where the socket has strict checking. */
    public static void writeDump(MessageWriter writer, int sequence, int ifindex) {
        writer.begin(Rtnetlink.GET_ADDRESS, Rtnetlink.REQUEST | Rtnetlink.DUMP, sequence)
                .u8(Rtnetlink.UNSPECIFIED)
                .u8(0)
                .u8(0)
                .u8(0)
                .u32(ifindex)
                .end();
    }

    /** What the attributes said so far. */
    private static final class Found {
        private @Nullable InetAddress local;
        private @Nullable InetAddress peer;
        private Optional<String> label = Optional.empty();
        private Optional<InetAddress> broadcast = Optional.empty();
        private int flags;
        private int protocol;
        private long valid = InterfaceAddress.FOREVER;
        private long preferred = InterfaceAddress.FOREVER;

        void take(AttributeReader attribute) {
            switch (attribute.type()) {
                case LOCAL -> local = attribute.address();
                case ADDRESS -> peer = attribute.address();
                case LABEL -> label = Optional.of(attribute.text());
                case BROADCAST -> broadcast = Optional.of(attribute.address());
                case FLAGS -> flags = attribute.u32();
                case PROTOCOL -> protocol = attribute.u8();
                case CACHE_INFO -> {
                    preferred = Integer.toUnsignedLong(attribute.u32(0));
                    valid = Integer.toUnsignedLong(attribute.u32(1));
                }
                default -> {
                    // Newer kernels say more.
                }
            }
        }

        /** IPv6 has no local attribute unless there is a peer. */
        InetAddress address(int offset) {
            if (local != null) {
                return local;
            }
            if (peer != null) {
                return peer;
            }
            throw new MalformedMessageException("an address message without an address", offset);
        }
    }
}
