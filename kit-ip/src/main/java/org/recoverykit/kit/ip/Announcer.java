package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.Ownership;
import org.recoverykit.spi.Registration;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the network where the address is: at once, and again later, because frames get lost and a receiver that has just
 * updated its entry ignores some forms for a second. The request form is the one that is always believed.
 */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final LinuxNetwork network;
    private final ResourceContext context;
    private final ProtectedAddress address;
    private final List<Duration> later;
    private final List<Registration> pending = new ArrayList<>();

    Announcer(LinuxNetwork network, ResourceContext context, ProtectedAddress address, List<Duration> offsets) {
        this.network = network;
        this.context = context;
        this.address = address;
        this.later = offsets.stream().filter(offset -> !offset.isZero()).toList();
    }

    /** Sends one announcement now. What the network does with it nobody can know; what the kernel refuses is logged. */
    void announce(Link link) {
        Optional<MacAddress> mac = link.hardwareAddress();
        if (mac.isEmpty() || (link.flags() & Link.NO_ARP) != 0) {
            return;
        }
        var sent = network.arp().send(link.index(), ArpFrame.announcement(mac.get(), address.inetAddress()));
        if (!sent.ok()) {
            LOG.warn(
                    "event=announcement-failed tag={} interface={} reason=\"{}\"",
                    context.tag(),
                    link.name(),
                    sent.message());
        }
    }

    /** Announces again at the later offsets from now, in place of what was still to come. */
    synchronized void repeat(String interfaceName, Ownership ownership) {
        stop();
        for (Duration offset : later) {
            pending.add(Later.after(offset, context, () -> again(interfaceName, ownership)));
        }
    }

    /** Nothing more is announced, but for a run that is going on. */
    synchronized void stop() {
        pending.forEach(Registration::close);
        pending.clear();
    }

    private void again(String interfaceName, Ownership ownership) {
        if (ownership.valid()) {
            network.view().link(interfaceName).ifPresent(this::announce);
        }
    }
}
