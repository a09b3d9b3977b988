package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.ReadyFrame;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;

/** The frame that tells a network where an address is, in the words of its family. */
interface Announcement {

    /** The one for an address. */
    static Announcement of(LinuxNetwork network, InetAddress address) {
        return address instanceof Inet4Address ipv4 ? new Arp(network, ipv4) : new Nd(network, (Inet6Address) address);
    }

    /** Gets ready what the first one must not wait for. Blocks at most so long. */
    void prepare(Link link, Duration timeout);

    /** Sends one. */
    KernelResult send(Link link, MacAddress mac);

    /** The same, encoded beforehand; empty as long as the interface's socket is not open. Never blocks. */
    Optional<ReadyFrame> ready(Link link, MacAddress mac);

    /** Whether the family has a second form. */
    boolean hasReply();

    /** Sends one in the second form, where there is one: for receivers that learn from replies only. */
    Optional<KernelResult> sendReply(Link link, MacAddress mac);

    /** ARP; first the request form: the one that is always believed. */
    record Arp(LinuxNetwork network, Inet4Address address) implements Announcement {
        @Override
        public void prepare(Link link, Duration timeout) {
            network.arp().prepare(link.index(), timeout);
        }

        @Override
        public KernelResult send(Link link, MacAddress mac) {
            return network.arp().send(link.index(), ArpFrame.announcement(mac, address));
        }

        @Override
        public Optional<ReadyFrame> ready(Link link, MacAddress mac) {
            return network.arp().ready(link.index(), ArpFrame.announcement(mac, address));
        }

        @Override
        public boolean hasReply() {
            return true;
        }

        @Override
        public Optional<KernelResult> sendReply(Link link, MacAddress mac) {
            return Optional.of(network.arp().send(link.index(), ArpFrame.announcementReply(mac, address)));
        }
    }

    /**
     * An unsolicited neighbor advertisement. Its Router flag has to follow the interface's forwarding: hosts that use the
     * address as their router drop it when the flag is missing. The setting is read beforehand and before each repetition,
     * never on the way of a move.
     */
    final class Nd implements Announcement {
        private static final String FORWARDS = "1";

        private final LinuxNetwork network;
        private final Inet6Address address;
        private final Map<String, NdFrame.Role> roles = new ConcurrentHashMap<>();

        Nd(LinuxNetwork network, Inet6Address address) {
            this.network = network;
            this.address = address;
        }

        @Override
        public void prepare(Link link, Duration timeout) {
            network.nd().prepare(link.index(), timeout);
            network.sysctl(IpFamily.IPV6)
                    .read(link.name(), "forwarding", timeout)
                    .value()
                    .ifPresent(value ->
                            roles.put(link.name(), value.equals(FORWARDS) ? NdFrame.Role.ROUTER : NdFrame.Role.HOST));
        }

        @Override
        public KernelResult send(Link link, MacAddress mac) {
            return network.nd().send(link.index(), frame(link, mac));
        }

        @Override
        public Optional<ReadyFrame> ready(Link link, MacAddress mac) {
            return network.nd().ready(link.index(), frame(link, mac));
        }

        private NdFrame frame(Link link, MacAddress mac) {
            return NdFrame.announcement(mac, address, roles.getOrDefault(link.name(), NdFrame.Role.HOST));
        }

        @Override
        public boolean hasReply() {
            return false;
        }

        @Override
        public Optional<KernelResult> sendReply(Link link, MacAddress mac) {
            return Optional.empty();
        }
    }
}
