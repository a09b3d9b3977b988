package org.recoverykit.kit.mac;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;
import org.recoverykit.spi.Ownership;
import org.recoverykit.spi.Registration;
import org.recoverykit.spi.ResourceContext;

/**
 * Tells the network by which port a hardware address is reached now: switches learn from any frame. Each address of the
 * interface is announced too, for neighbours that believe it; where there is no IPv4 address, a probe for nobody does for the
 * switches.
 */
final class Announcer {
    /** Receivers ignore some updates within a second of the last one; frames are lost. */
    private static final List<Duration> LATER = List.of(Duration.ofMillis(1100), Duration.ofSeconds(3));

    /** A file in /proc takes microseconds. */
    private static final Duration READING = Duration.ofMillis(200);

    private static final Inet4Address NOBODY = nobody();

    private final LinuxNetwork network;
    private final ResourceContext context;
    private final List<Registration> pending = new ArrayList<>();

    Announcer(LinuxNetwork network, ResourceContext context) {
        this.network = network;
        this.context = context;
    }

    /** Once, now. What cannot be sent is sent again later, and the check will tell. */
    void announce(int ifindex, MacAddress address) {
        List<InetAddress> found = network.view().addresses(ifindex).stream()
                .filter(InterfaceAddress::usable)
                .map(InterfaceAddress::address)
                .toList();
        boolean told = false;
        for (InetAddress own : found) {
            if (own instanceof Inet4Address ipv4) {
                network.arp().send(ifindex, ArpFrame.announcement(address, ipv4));
                told = true;
            } else if (own instanceof Inet6Address ipv6) {
                network.nd().send(ifindex, NdFrame.announcement(address, ipv6, role(ifindex)));
            }
        }
        if (!told) {
            network.arp().send(ifindex, ArpFrame.probe(address, NOBODY));
        }
    }

    /** Hosts that use the address as their router drop it when an advertisement does not say that it is one. */
    private NdFrame.Role role(int ifindex) {
        boolean forwards = network.view()
                .link(ifindex)
                .flatMap(link -> network.sysctl(IpFamily.IPV6)
                        .read(link.name(), "forwarding", READING)
                        .value())
                .filter(value -> value.strip().equals("1"))
                .isPresent();
        return forwards ? NdFrame.Role.ROUTER : NdFrame.Role.HOST;
    }

    /** Again some times, as long as the interface still has it and this node owns it. */
    synchronized void repeat(String name, MacAddress address, Ownership ownership) {
        stop();
        for (Duration offset : LATER) {
            pending.add(Later.after(offset, context, () -> again(name, address, ownership)));
        }
    }

    synchronized void stop() {
        pending.forEach(Registration::close);
        pending.clear();
    }

    private void again(String name, MacAddress address, Ownership ownership) {
        network.view()
                .link(name)
                .filter(link -> ownership.valid()
                        && link.hardwareAddress().filter(address::equals).isPresent())
                .map(Link::index)
                .ifPresent(index -> announce(index, address));
    }

    private static Inet4Address nobody() {
        try {
            return (Inet4Address) InetAddress.getByAddress(new byte[4]);
        } catch (UnknownHostException e) {
            throw new AssertionError("four octets are an IPv4 address", e);
        }
    }
}
