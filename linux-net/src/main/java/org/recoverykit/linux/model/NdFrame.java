package org.recoverykit.linux.model;

import java.net.Inet6Address;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.apiguardian.api.API;

/**
 * A message of IPv6 Neighbor Discovery (RFC 4861) over Ethernet, what ARP is for IPv4. The hop limit is always 255: receivers
 * ignore any other, since it proves that no router passed the message on.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface NdFrame {

    /** The frame's source. */
    MacAddress sender();

    /** The frame's destination. */
    MacAddress receiver();

    /** Where it comes from; {@code ::} in a probe. */
    Inet6Address source();

    /** Where it goes. */
    Inet6Address destination();

    /** The address asked for or told; never multicast. */
    Inet6Address target();

    /** The hardware address told: the asker's own in a solicitation, the target's in an advertisement. */
    Optional<MacAddress> linkLayer();

    /** "Who has this address?" */
    record Solicitation(
            MacAddress sender,
            MacAddress receiver,
            Inet6Address source,
            Inet6Address destination,
            Inet6Address target,
            Optional<MacAddress> linkLayer)
            implements NdFrame {}

    /**
     * "This address is here."
     *
     * @param flags those that are set
     */
    record Advertisement(
            MacAddress sender,
            MacAddress receiver,
            Inet6Address source,
            Inet6Address destination,
            Inet6Address target,
            Optional<MacAddress> linkLayer,
            Set<Flag> flags)
            implements NdFrame {

        /** Copies the flags. */
        public Advertisement {
            flags = Set.copyOf(flags);
        }
    }

    /** What an advertisement says beside the address. */
    enum Flag {
        /** The sender forwards: who takes it for its router drops it when this is missing. */
        ROUTER,
        /** An answer; forbidden in what nobody asked for. */
        SOLICITED,
        /** Receivers put it in the place of what they know. */
        OVERRIDE
    }

    /** What a node is to its neighbours. */
    enum Role {
        HOST,
        /** Its interface forwards IPv6. */
        ROUTER
    }

    /**
     * "This address is mine", unsolicited, to all nodes (RFC 4861, 7.2.6): from the address itself, with Override, so that
     * neighbours who know it update at once. Creates no entry where there was none.
     */
    static Advertisement announcement(MacAddress mac, Inet6Address address, Role role) {
        Set<Flag> flags = role == Role.ROUTER ? EnumSet.of(Flag.ROUTER, Flag.OVERRIDE) : EnumSet.of(Flag.OVERRIDE);
        Inet6Address everybody = address(0xff02L << 48, 1);
        return new Advertisement(mac, groupMac(everybody), address, everybody, address, Optional.of(mac), flags);
    }

    /** "Has anybody this address?" without claiming it (RFC 4862, 5.4.2). The owner answers to all nodes. */
    static Solicitation probe(MacAddress mac, Inet6Address address) {
        Inet6Address group = solicitedNode(address);
        return new Solicitation(mac, groupMac(group), address(0, 0), group, address, Optional.empty());
    }

    /** "Who has this address? Tell me": the answer comes to the asker alone, and its station learns of the asker. */
    static Solicitation question(MacAddress mac, Inet6Address from, Inet6Address target) {
        Inet6Address group = solicitedNode(target);
        return new Solicitation(mac, groupMac(group), from, group, target, Optional.of(mac));
    }

    /** The group that whoever has the address listens to: {@code ff02::1:ff00:0/104} and its last 24 bits. */
    static Inet6Address solicitedNode(Inet6Address address) {
        byte[] octets = address.getAddress();
        long last = (octets[13] & 0xffL) << 16 | (octets[14] & 0xffL) << 8 | (octets[15] & 0xffL);
        return address(0xff02L << 48, 0x1_ff00_0000L | last);
    }

    private static Inet6Address address(long high, long low) {
        byte[] octets = new byte[16];
        for (int i = 0; i < 8; i++) {
            octets[i] = (byte) (high >>> (8 * (7 - i)));
            octets[8 + i] = (byte) (low >>> (8 * (7 - i)));
        }
        try {
            return Inet6Address.getByAddress("", octets, -1);
        } catch (UnknownHostException e) {
            throw new AssertionError("sixteen octets are an IPv6 address", e);
        }
    }

    /** 33:33 and the group's last 32 bits (RFC 2464, 7). */
    private static MacAddress groupMac(Inet6Address group) {
        byte[] octets = group.getAddress();
        long bits = 0x3333;
        for (int i = 12; i < 16; i++) {
            bits = bits << 8 | (octets[i] & 0xff);
        }
        return new MacAddress(bits);
    }
}
