package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.IpFamily;
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
        Set<InetAddress> found = new LinkedHashSet<>();
        for (Route route :
                main) { // plain: of ten thousand addresses each asks once a minute, and most routes have none
            route.gateway()
                    .filter(gateway -> IpFamily.of(gateway) == address.family())
                    .filter(gateway -> isOurs(route, places, view))
                    .ifPresent(found::add);
        }
        return found;
    }

    private static boolean isOurs(Route route, Places places, NetworkView view) {
        return places.all().stream()
                .flatMap(name -> view.link(name).stream())
                .anyMatch(link -> link.index() == route.outInterface());
    }
}
