package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds addresses that bear our mark and belong to nobody: a process was killed, and its state was lost or its settings were
 * changed before the next one. The kernel keeps an address for ever, so two nodes would have it. Whoever runs two processes
 * with this kit in one namespace sees the other's addresses here, too: hence nothing is deleted unless told.
 */
final class OrphanSearch {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanSearch.class);

    /** All resources of a configuration are there by then. */
    static final Duration SETTLED = Duration.ofSeconds(10);

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final LinuxNetwork network;
    private final Map<InetAddress, Integer> owners = new ConcurrentHashMap<>();
    private final Set<InterfaceAddress> told = ConcurrentHashMap.newKeySet();

    OrphanSearch(LinuxNetwork network) {
        this.network = network;
    }

    /** From now on an address has an owner, in service or out; until it is closed, once. Looks once, some time from now. */
    Watch own(InetAddress address, ResourceContext context, Orphans policy) {
        owners.merge(address, 1, Integer::sum);
        begin(context, policy);
        return () -> owners.computeIfPresent(address, (key, count) -> count == 1 ? null : count - 1);
    }

    private void begin(ResourceContext context, Orphans policy) {
        if (policy != Orphans.IGNORE) {
            Later.after(SETTLED, context, () -> look(policy));
        }
    }

    private void look(Orphans policy) {
        for (Link link : network.view().links()) {
            for (InterfaceAddress entry : network.view().addresses(link.index())) {
                if (isOrphan(entry) && (told.add(entry) || policy == Orphans.REMOVE)) {
                    treat(link, entry, policy);
                }
            }
        }
    }

    private boolean isOrphan(InterfaceAddress entry) {
        return entry.protocol() == MovePlan.OURS && !owners.containsKey(entry.address());
    }

    private void treat(Link link, InterfaceAddress entry, Orphans policy) {
        String which = entry.address().getHostAddress() + "/" + entry.prefixLength();
        if (policy == Orphans.REPORT) {
            LOG.warn(
                    "event=orphan-found address={} interface={} reason=\"it bears the mark of this kit (protocol {}) and no"
                            + " resource of this process has it; if nobody needs it: ip addr del {} dev {}\"",
                    which,
                    link.name(),
                    MovePlan.OURS,
                    which,
                    link.name());
            return;
        }
        KernelResult gone = network.change(AddressChange.remove(entry), PATIENCE);
        if (gone.ok()) {
            List<KernelResult> left = new ReplyPath(
                            network, new ProtectedAddress(entry.address(), entry.prefixLength()))
                    .remove(PATIENCE);
            LOG.warn("event=orphan-removed address={} interface={} left-behind={}", which, link.name(), left.size());
        } else {
            LOG.warn("event=orphan-stays address={} interface={} reason=\"{}\"", which, link.name(), gone.message());
        }
    }
}
