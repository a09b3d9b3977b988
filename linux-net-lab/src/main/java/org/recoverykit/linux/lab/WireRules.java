package org.recoverykit.linux.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * What an ARP frame and a neighbour advertisement have to look like, field by field. Reads bytes by itself, so that it does
 * not share an error with the code that wrote them. Packet analysers say nothing to a foreign operation, to a reply about
 * somebody else, to a multicast sender; receivers drop these or, worse, believe them.
 */
public final class WireRules {
    private static final int ETHERNET = 14;
    private static final int ARP_LENGTH = 28;
    private static final int IPV6_LENGTH = 40;
    private static final int ADVERTISEMENT_LENGTH = 24;
    private static final int LINK_OPTION_LENGTH = 8;
    private static final int ARP = 0x0806;
    private static final int IPV6 = 0x86dd;
    private static final int ICMPV6 = 58;
    private static final int ADVERTISEMENT = 136;
    private static final int HOP_LIMIT = 255;
    private static final int SOLICITED = 0x40;
    private static final int OVERRIDE = 0x20;
    private static final int TARGET_LINK = 2;
    private static final byte[] ZERO_MAC = new byte[6];
    private static final byte[] ZERO_IP = new byte[4];
    private static final byte[] BROADCAST = HexFormat.of().parseHex("ffffffffffff");
    private static final byte[] ALL_NODES = HexFormat.of().parseHex("333300000001");

    private final FrameBytes frame;
    private final List<String> broken = new ArrayList<>();

    private WireRules(byte[] bytes) {
        this.frame = FrameBytes.of(bytes);
    }

    /** Which rules a frame breaks; empty for a good one, and for one that is neither ARP nor an advertisement. */
    public static List<String> broken(byte[] bytes) {
        WireRules rules = new WireRules(bytes);
        if (bytes.length < ETHERNET) {
            return List.of("cut short");
        }
        int type = rules.frame.u16(12);
        if (type == ARP) {
            rules.arp();
        } else if (rules.isAdvertisement(type)) {
            rules.advertisement();
        }
        return List.copyOf(rules.broken);
    }

    /** Whether it tells where an address is: an ARP announcement of either form, or an unsolicited advertisement. */
    public static boolean announces(byte[] bytes) {
        WireRules rules = new WireRules(bytes);
        if (bytes.length < ETHERNET + ARP_LENGTH) {
            return false;
        }
        int type = rules.frame.u16(12);
        return type == ARP
                ? Arrays.equals(rules.frame.bytes(28, 4), rules.frame.bytes(38, 4))
                : rules.isAdvertisement(type) && Arrays.equals(rules.frame.bytes(0, 6), ALL_NODES);
    }

    private void arp() {
        if (frame.length() < ETHERNET + ARP_LENGTH) {
            broken.add("ARP cut short");
            return;
        }
        rule(frame.u16(14) == 1, "hardware type is Ethernet");
        rule(frame.u16(16) == 0x0800, "protocol type is IPv4");
        rule(frame.u8(18) == 6 && frame.u8(19) == 4, "address sizes are 6 and 4");
        int operation = frame.u16(20);
        rule(operation == 1 || operation == 2, "operation is request or reply");
        byte[] source = frame.bytes(6, 6);
        rule(Arrays.equals(source, frame.bytes(22, 6)), "the sender in the packet is the frame's source");
        rule((source[0] & 1) == 0 && !Arrays.equals(source, ZERO_MAC), "the sender is a station");
        byte[] sender = frame.bytes(28, 4);
        byte[] target = frame.bytes(38, 4);
        if (Arrays.equals(sender, target)) {
            rule(Arrays.equals(frame.bytes(0, 6), BROADCAST), "an announcement goes to everybody");
            rule(!Arrays.equals(sender, ZERO_IP), "an announcement is about an address");
            rule(
                    Arrays.equals(frame.bytes(32, 6), operation == 1 ? ZERO_MAC : source),
                    "the target's hardware address is zero in a request, the sender's in a reply");
        } else if (Arrays.equals(sender, ZERO_IP)) {
            rule(operation == 1, "a probe is a request");
            rule(Arrays.equals(frame.bytes(0, 6), BROADCAST), "a probe goes to everybody");
            rule(Arrays.equals(frame.bytes(32, 6), ZERO_MAC), "a probe's target hardware address is zero");
        }
    }

    private boolean isAdvertisement(int type) {
        return type == IPV6
                && frame.length() >= ETHERNET + IPV6_LENGTH + 1
                && frame.u8(ETHERNET + 6) == ICMPV6
                && frame.u8(ETHERNET + IPV6_LENGTH) == ADVERTISEMENT;
    }

    private void advertisement() {
        int icmp = ETHERNET + IPV6_LENGTH;
        int length = frame.u16(ETHERNET + 4);
        if (length < ADVERTISEMENT_LENGTH || frame.length() < icmp + length) {
            broken.add("advertisement cut short");
            return;
        }
        rule(frame.u8(ETHERNET + 7) == HOP_LIMIT, "the hop limit is 255");
        rule(frame.u8(icmp + 1) == 0, "the code is 0");
        rule(checksum(icmp, length) == 0xffff, "the checksum is right");
        rule(frame.u8(icmp + 8) != 0xff, "the target is no multicast address");
        if (!Arrays.equals(frame.bytes(0, 6), ALL_NODES)) {
            return; // an answer to one who asked, by the kernel
        }
        int flags = frame.u8(icmp + 4);
        rule((flags & SOLICITED) == 0, "nobody asked for it");
        rule((flags & OVERRIDE) != 0, "it overrides what receivers have");
        boolean option = length >= ADVERTISEMENT_LENGTH + LINK_OPTION_LENGTH
                && frame.u8(icmp + ADVERTISEMENT_LENGTH) == TARGET_LINK
                && frame.u8(icmp + ADVERTISEMENT_LENGTH + 1) == 1;
        rule(
                option && Arrays.equals(frame.bytes(icmp + ADVERTISEMENT_LENGTH + 2, 6), frame.bytes(6, 6)),
                "the target's hardware address is told, and is the frame's source");
    }

    /** The ones' complement sum over the pseudo header and the message, its checksum included. */
    private long checksum(int icmp, int length) {
        return frame.sum(icmp, length, frame.sum(ETHERNET + 8, IPV6_LENGTH - 8, (long) length + ICMPV6));
    }

    private void rule(boolean holds, String text) {
        if (!holds) {
            broken.add(text);
        }
    }
}
