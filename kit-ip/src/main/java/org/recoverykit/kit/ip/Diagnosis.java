package org.recoverykit.kit.ip;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.recoverykit.linux.LinkTrouble;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** What the table says of one address and its interfaces. Pure; the healthy answer allocates next to nothing. */
final class Diagnosis {
    private Diagnosis() {}

    /**
     * In service means: on its current interface only, with its prefix length, usable there, and the interface has carrier.
     */
    static CheckResult check(NetworkView view, ProtectedAddress address, Places places) {
        if (!view.current()) {
            return CheckResult.unknown("events of the kernel were lost, its interfaces are being read anew");
        }
        Optional<Link> link = view.link(places.current());
        List<InterfaceAddress> entries = Whereabouts.seen(view, address, places);
        if (link.isPresent()
                && works(link.get())
                && isOnly(entries, link.get(), address.length())
                && entries.get(0).usable()) {
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
        return works(link.get()) ? Optional.empty() : Optional.of(LinkTrouble.of(view, link.get(), name));
    }

    /** Whether frames can leave. A bridge without ports says it does not know its state; so more is not demanded. */
    static boolean works(Link link) {
        return link.hasCarrier() && !LinkTrouble.waits(link);
    }

    /** Why an address of the one interface cannot go to the other: they route apart from each other. */
    static Optional<String> foreignRealm(NetworkView view, String home, String other) {
        Optional<Link> from = view.link(home);
        Optional<Link> to = view.link(other);
        if (from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        String ours = realm(view, from.get());
        String theirs = realm(view, to.get());
        return ours.equals(theirs)
                ? Optional.empty()
                : Optional.of(other + " belongs to " + theirs + ", and " + home + " to " + ours);
    }

    private static String realm(NetworkView view, Link link) {
        return view.link(link.masterIndex())
                .filter(master -> master.kind().equals("vrf"))
                .map(master -> "VRF " + master.name())
                .orElse("no VRF");
    }

    /** Why none of the interfaces can carry the address. */
    static String obstacles(NetworkView view, Places places) {
        String each = places.all().stream()
                .flatMap(name -> obstacle(view, name).stream())
                .collect(Collectors.joining(", "));
        return places.spare().isPresent() ? each : each + ", and no backup interface is configured";
    }

    /** What each interface is able to do now. */
    static String states(NetworkView view, Places places) {
        String each = places.all().stream()
                .map(name -> obstacle(view, name).orElse(name + " is up"))
                .collect(Collectors.joining("; "));
        return places.spare().isPresent() ? each : each + "; no backup interface is defined";
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
        if (link.isPresent() && isOnly(entries, link.get(), address.length())) {
            return unusable(address, entries.get(0), link.get());
        }
        String found = entries.stream()
                .map(entry -> address.host() + "/" + entry.prefixLength() + " on " + nameOf(view, entry.ifindex()))
                .collect(Collectors.joining(" and "));
        return "found " + found + ", instead of only " + address + " on "
                + link.get().name();
    }

    private static String unusable(ProtectedAddress address, InterfaceAddress entry, Link link) {
        return entry.has(InterfaceAddress.DAD_FAILED)
                ? "another host has " + address.host() + ": duplicate address detection failed on " + link.name()
                : address.host() + " on " + link.name()
                        + " cannot be used yet, duplicate address detection is going on";
    }

    private static String nameOf(NetworkView view, int ifindex) {
        return view.link(ifindex).map(Link::name).orElse("interface " + ifindex);
    }
}
