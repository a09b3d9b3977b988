package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.Route;

/**
 * Whom to ask.
 *
 * @param onLink stations of the address's own subnet, and link-local ones: by ARP or Neighbor Discovery
 * @param afar all others, and broadcast addresses: by ICMP echo
 */
record ReachTargets(Set<InetAddress> onLink, Set<InetAddress> afar) {
    boolean isEmpty() {
        return onLink.isEmpty() && afar.isEmpty();
    }

    Set<InetAddress> all() {
        Set<InetAddress> all = new LinkedHashSet<>(onLink);
        all.addAll(afar);
        return all;
    }

    /**
     * As the settings say; without a word from them, the gateways that the main table leads to by one of our interfaces.
     * Addresses of this node are left out: they answer whatever happens outside.
     */
    static ReachTargets of(
            ProtectedAddress address, Places places, ReachSettings settings, NetworkView view, List<Route> main) {
        int length = ReplyPlan.subnetLength(address, places, view);
        Set<InetAddress> wanted =
                settings.targets().isEmpty() ? gateways(address, places, view, main) : settings.addresses();
        Set<InetAddress> onLink = new LinkedHashSet<>();
        Set<InetAddress> afar = new LinkedHashSet<>();
        for (InetAddress target : wanted) {
            if (view.addressesOf(target).isEmpty()) {
                boolean near = isNear(target, address, length);
                if (near) {
                    onLink.add(target);
                } else if (!settings.targets().isEmpty()) {
                    afar.add(target);
                }
            }
        }
        if (settings.broadcast() && address.family() == IpFamily.IPV4 && length < 31) {
            afar.add(address.broadcastOf(length));
        }
        return new ReachTargets(onLink, afar);
    }

    /** An IPv6 gateway has a link-local address as a rule, which is on the wire of whatever interface leads to it. */
    private static boolean isNear(InetAddress target, ProtectedAddress address, int length) {
        return target.isLinkLocalAddress()
                || (length < address.family().bits() && address.isInSubnetOf(target, length));
    }

    private static Set<InetAddress> gateways(
            ProtectedAddress address, Places places, NetworkView view, List<Route> main) {
        Set<Integer> ours = places.all().stream()
                .flatMap(name -> view.link(name).stream())
                .map(Link::index)
                .collect(Collectors.toSet());
        Set<InetAddress> found = new LinkedHashSet<>();
        main.stream()
                .filter(route -> ours.contains(route.outInterface()))
                .flatMap(route -> route.gateway().stream())
                .filter(gateway -> IpFamily.of(gateway) == address.family())
                .forEach(found::add);
        return found;
    }
}
