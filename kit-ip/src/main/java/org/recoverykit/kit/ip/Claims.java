package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;

/** How others on the wire claim an address that is in service here, and how they are asked, in the words of its family. */
interface Claims {

    /** Those of an address. */
    static Claims of(LinuxNetwork network, InetAddress address) {
        OwnStations own = new OwnStations(network.view());
        return address instanceof Inet4Address ipv4
                ? new Arp(network, own, ipv4)
                : new Nd(network, own, (Inet6Address) address);
    }

    /** Hears the hardware address of each foreign station that claims the address. */
    KernelAnswer<Watch> listen(Link link, Consumer<MacAddress> claimant, Duration timeout);

    /** Asks whether somebody else still has it. No client may believe him because of his answer. */
    void ask(Link link);

    /** By ARP: a frame whose sender has the address. Whoever only asks for it is answered by the kernel. */
    record Arp(LinuxNetwork network, OwnStations own, Inet4Address address) implements Claims {
        @Override
        public KernelAnswer<Watch> listen(Link link, Consumer<MacAddress> claimant, Duration timeout) {
            return network.watchArp(
                    link.index(),
                    address,
                    frame -> {
                        if (own.isRival(frame, address)) {
                            claimant.accept(frame.senderMac());
                        }
                    },
                    timeout);
        }

        @Override
        public void ask(Link link) {
            link.hardwareAddress().ifPresent(mac -> network.arp().send(link.index(), ArpFrame.probe(mac, address)));
        }
    }

    /**
     * By Neighbor Discovery: an advertisement. Whoever only asks, in duplicate address detection, is answered by the kernel,
     * and gives way.
     */
    record Nd(LinuxNetwork network, OwnStations own, Inet6Address address) implements Claims {
        @Override
        public KernelAnswer<Watch> listen(Link link, Consumer<MacAddress> claimant, Duration timeout) {
            return network.watchNd(
                    link.index(), address, frame -> own.rival(frame).ifPresent(claimant), timeout);
        }

        /**
         * In the name of another address of the interface: then he answers this node alone. Asked by nobody, as duplicate
         * address detection does, he would tell all nodes that the address is his.
         */
        @Override
        public void ask(Link link) {
            Optional<Inet6Address> asker = network.view().addresses(link.index()).stream()
                    .filter(entry -> entry.usable() && !entry.address().equals(address))
                    .map(InterfaceAddress::address)
                    .filter(Inet6Address.class::isInstance)
                    .map(Inet6Address.class::cast)
                    .findFirst();
            link.hardwareAddress()
                    .ifPresent(mac -> asker.ifPresent(
                            from -> network.nd().send(link.index(), NdFrame.question(mac, from, address))));
        }
    }
}
