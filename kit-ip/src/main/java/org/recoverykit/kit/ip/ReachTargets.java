package org.recoverykit.kit.ip;

import java.net.Inet4Address;
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
 * @param onLink stations of the address's own subnet: by ARP
 * @param afar all others, and broadcast addresses: by ICMP echo
 */
record ReachTargets(Set<Inet4Address> onLink, Set<Inet4Address> afar) {
    boolean isEmpty() {
        return onLink.isEmpty() && afar.isEmpty();
    }

    Set<Inet4Address> all() {
        Set<Inet4Address> all = new LinkedHashSet<>(onLink);
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
        Set<Inet4Address> wanted = settings.targets().isEmpty() ? gateways(places, view, main) : settings.addresses();
        Set<Inet4Address> onLink = new LinkedHashSet<>();
        Set<Inet4Address> afar = new LinkedHashSet<>();
        for (Inet4Address target : wanted) {
            if (view.addressesOf(target).isEmpty()) {
                boolean near = length < IpFamily.IPV4.bits() && address.isInSubnetOf(target, length);
                if (near) {
                    onLink.add(target);
                } else if (!settings.targets().isEmpty()) {
                    afar.add(target);
                }
            }
        }
        if (settings.broadcast() && length < 31 && address.broadcastOf(length) instanceof Inet4Address everybody) {
            afar.add(everybody);
        }
        return new ReachTargets(onLink, afar);
    }

    private static Set<Inet4Address> gateways(Places places, NetworkView view, List<Route> main) {
        Set<Integer> ours = places.all().stream()
                .flatMap(name -> view.link(name).stream())
                .map(Link::index)
                .collect(Collectors.toSet());
        Set<Inet4Address> found = new LinkedHashSet<>();
        main.stream()
                .filter(route -> ours.contains(route.outInterface()))
                .flatMap(route -> route.gateway().stream())
                .filter(Inet4Address.class::isInstance)
                .map(Inet4Address.class::cast)
                .forEach(found::add);
        return found;
    }
}
