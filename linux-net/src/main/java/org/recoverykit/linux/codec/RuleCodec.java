package org.recoverykit.linux.codec;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.recoverykit.linux.model.IpPrefix;
import org.recoverykit.linux.model.PolicyRule;

/** RTM_*RULE. */
public final class RuleCodec {
    private static final int STRUCT = 12;
    private static final int TO_TABLE = 1;

    private static final int DESTINATION = 1;
    private static final int SOURCE = 2;
    private static final int IN_INTERFACE = 3;
    private static final int PRIORITY = 6;
    private static final int TABLE = 15;
    private static final int OUT_INTERFACE = 17;
    private static final int PROTOCOL = 21;

    private RuleCodec() {}

    /** Decodes RTM_NEWRULE; empty for other families and for rules that do not lead to a table. */
    public static Optional<PolicyRule> decode(ByteBuffer buffer, MessageReader message) {
        int from = message.from();
        if (message.to() - from < STRUCT) {
            throw new MalformedMessageException("a rule message is cut short", from);
        }
        int family = buffer.get(from);
        if ((family != Rtnetlink.INET && family != Rtnetlink.INET6) || buffer.get(from + 7) != TO_TABLE) {
            return Optional.empty();
        }
        Found found = new Found();
        found.table = Byte.toUnsignedInt(buffer.get(from + 4));
        AttributeReader attributes = new AttributeReader(buffer, from + STRUCT, message.to());
        while (attributes.next()) {
            found.take(attributes);
        }
        return Optional.of(new PolicyRule(
                family == Rtnetlink.INET6,
                found.priority,
                prefix(found.source, Byte.toUnsignedInt(buffer.get(from + 2)), from),
                prefix(found.destination, Byte.toUnsignedInt(buffer.get(from + 1)), from),
                found.inInterface,
                found.outInterface,
                found.table,
                found.protocol));
    }

    /** Adds or removes a rule. */
    public static void write(MessageWriter writer, int type, int flags, int sequence, PolicyRule rule) {
        writer.begin(type, flags | Rtnetlink.REQUEST | Rtnetlink.ACK, sequence)
                .u8(rule.ipv6() ? Rtnetlink.INET6 : Rtnetlink.INET)
                .u8(rule.destination().map(IpPrefix::length).orElse(0))
                .u8(rule.source().map(IpPrefix::length).orElse(0))
                .u8(0)
                .u8(0)
                .u16(0)
                .u8(TO_TABLE)
                .u32(0)
                .attribute(PRIORITY, (int) rule.priority())
                .attribute(TABLE, rule.table());
        if (rule.protocol() != 0) {
            writer.attribute8(PROTOCOL, rule.protocol());
        }
        rule.source().ifPresent(prefix -> writer.attribute(SOURCE, prefix.address()));
        rule.destination().ifPresent(prefix -> writer.attribute(DESTINATION, prefix.address()));
        rule.inInterface().ifPresent(name -> writer.attribute(IN_INTERFACE, name));
        rule.outInterface().ifPresent(name -> writer.attribute(OUT_INTERFACE, name));
        writer.end();
    }

    /** Asks for the rules of one family. */
    public static void writeDump(MessageWriter writer, int sequence, int family) {
        writer.begin(Rtnetlink.GET_RULE, Rtnetlink.REQUEST | Rtnetlink.DUMP, sequence)
                .u8(family)
                .u8(0)
                .u8(0)
                .u8(0)
                .u32(0)
                .u32(0)
                .end();
    }

    private static Optional<IpPrefix> prefix(Optional<InetAddress> address, int length, int offset) {
        if (address.isPresent() && length > address.get().getAddress().length * 8) {
            throw new MalformedMessageException("a rule of prefix length " + length, offset);
        }
        return address.map(found -> new IpPrefix(found, length));
    }

    /** What the attributes said so far. */
    private static final class Found {
        private Optional<InetAddress> source = Optional.empty();
        private Optional<InetAddress> destination = Optional.empty();
        private Optional<String> inInterface = Optional.empty();
        private Optional<String> outInterface = Optional.empty();
        private long priority;
        private int table;
        private int protocol;

        void take(AttributeReader attribute) {
            switch (attribute.type()) {
                case SOURCE -> source = Optional.of(attribute.address());
                case DESTINATION -> destination = Optional.of(attribute.address());
                case IN_INTERFACE -> inInterface = Optional.of(attribute.text());
                case OUT_INTERFACE -> outInterface = Optional.of(attribute.text());
                case PRIORITY -> priority = Integer.toUnsignedLong(attribute.u32());
                case TABLE -> table = attribute.u32();
                case PROTOCOL -> protocol = attribute.u8();
                default -> {
                    // Newer kernels say more.
                }
            }
        }
    }
}
