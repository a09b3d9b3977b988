package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** What the table says of one address and its interfaces. Pure; the healthy answer allocates next to nothing. */
final class Diagnosis {
    private Diagnosis() {}

    /** In service means: on its current interface only, with its prefix length, and the interface has carrier. */
    static CheckResult check(NetworkView view, ProtectedAddress address, Inet4Address inet, Places places) {
        if (!view.current()) {
            return CheckResult.unknown("events of the kernel were lost, its interfaces are being read anew");
        }
        Optional<Link> link = view.link(places.current());
        List<InterfaceAddress> entries = view.addressesOf(inet);
        if (link.isPresent() && link.get().hasCarrier() && isOnly(entries, link.get(), address.length())) {
            return CheckResult.healthy();
        }
        return CheckResult.unhealthy(reason(view, address, places, link, entries), scope(view, places));
    }

    /** Why an interface cannot carry the address now; empty if it can. */
    static Optional<String> obstacle(NetworkView view, String name) {
        Optional<Link> link = view.link(name);
        if (link.isEmpty()) {
            return Optional.of(name + " does not exist");
        }
        if (!link.get().up()) {
            return Optional.of(name + " is down");
        }
        return link.get().hasCarrier() ? Optional.empty() : Optional.of(name + " has no carrier");
    }

    /** Why none of the interfaces can carry the address. */
    static String obstacles(NetworkView view, Places places) {
        String each = places.all().stream()
                .flatMap(name -> obstacle(view, name).stream())
                .collect(Collectors.joining(", "));
        return places.spare().isPresent() ? each : each + ", and no backup interface is configured";
    }

    private static boolean isOnly(List<InterfaceAddress> entries, Link link, int prefixLength) {
        return entries.size() == 1
                && entries.get(0).ifindex() == link.index()
                && entries.get(0).prefixLength() == prefixLength;
    }

    private static FailureScope scope(NetworkView view, Places places) {
        boolean usable =
                places.all().stream().anyMatch(name -> obstacle(view, name).isEmpty());
        return usable ? FailureScope.RETRY_HERE : FailureScope.TRY_ELSEWHERE;
    }

    private static String reason(
            NetworkView view,
            ProtectedAddress address,
            Places places,
            Optional<Link> link,
            List<InterfaceAddress> entries) {
        Optional<String> obstacle = obstacle(view, places.current());
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (entries.isEmpty()) {
            return address.host() + " is not on " + places.current();
        }
        String found = entries.stream()
                .map(entry -> address.host() + "/" + entry.prefixLength() + " on " + nameOf(view, entry.ifindex()))
                .collect(Collectors.joining(" and "));
        return "found " + found + ", instead of only " + address + " on "
                + link.get().name();
    }

    private static String nameOf(NetworkView view, int ifindex) {
        return view.link(ifindex).map(Link::name).orElse("interface " + ifindex);
    }
}
