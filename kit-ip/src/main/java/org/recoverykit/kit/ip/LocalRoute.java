package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.Link;

/**
 * What makes the kernel take in frames for an address. It says yes to an IPv6 address first and installs this route by a task
 * of its own, which has to wait for a lock that our next change takes at once: whoever deletes the address in the old place
 * before that leaves it nowhere, and what clients send meanwhile is dropped.
 */
final class LocalRoute {
    private static final int LOOKS_AT_ONCE = 20;
    private static final long BETWEEN_LOOKS_NANOS = 20_000;
    private static final Duration ANSWER_TIMEOUT = Duration.ofMillis(5);

    private final ProtectedAddress address;
    private final LinuxNetwork network;

    LocalRoute(ProtectedAddress address, LinuxNetwork network) {
        this.address = address;
        this.network = network;
    }

    /** Waits until it leads to an interface, as long as there is patience. IPv4 addresses have it from the beginning. */
    void await(Link link, Patience patience) {
        // A link-local address counts on its own interface only, so the old place's route does not help anyway.
        if (address.family() == IpFamily.IPV4 || address.isLinkLocal()) {
            return;
        }
        for (int look = 0; !leadsTo(link) && patience.takeLook(); look++) {
            if (look > LOOKS_AT_ONCE) {
                LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
            }
        }
    }

    private boolean leadsTo(Link link) {
        return network.localInterfaceOf(address.inetAddress(), link.index(), ANSWER_TIMEOUT)
                .value()
                .filter(index -> index == link.index())
                .isPresent();
    }
}
