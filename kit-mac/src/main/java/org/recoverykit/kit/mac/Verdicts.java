package org.recoverykit.kit.mac;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.recoverykit.linux.LinkTrouble;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** What the table says of the address and its interfaces. Pure; the healthy answer allocates next to nothing. */
final class Verdicts {
    private Verdicts() {}

    /** In service means: held, on its current interface alone, and that has carrier. */
    static CheckResult check(NetworkView view, Optional<MacAddress> address, boolean held, Places places) {
        if (!view.current()) {
            return CheckResult.unknown("events of the kernel were lost, its interfaces are being read anew");
        }
        if (address.isEmpty() || !held) {
            return CheckResult.unhealthy(
                    "this node does not hold "
                            + address.map(MacAddress::toString).orElse("the address"),
                    scope(view, places));
        }
        Optional<Link> link = view.link(places.current());
        Optional<String> second = elsewhere(view, address.get(), places);
        boolean right = link.isPresent()
                && works(link.get())
                && link.get().hardwareAddress().equals(address);
        if (right && second.isEmpty()) {
            return CheckResult.healthy();
        }
        return CheckResult.unhealthy(reason(view, address.get(), places, second), scope(view, places));
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

    /** Whether the address is on its current interface and nowhere else, whatever else may be wrong. */
    static boolean isAlone(NetworkView view, MacAddress address, Places places) {
        return view.link(places.current())
                        .flatMap(Link::hardwareAddress)
                        .filter(address::equals)
                        .isPresent()
                && elsewhere(view, address, places).isEmpty();
    }

    private static boolean works(Link link) {
        return link.hasCarrier() && !LinkTrouble.waits(link);
    }

    /** Why none of the interfaces can carry the address. */
    static String obstacles(NetworkView view, Places places) {
        String each = places.all().stream()
                .flatMap(name -> obstacle(view, name).stream())
                .collect(Collectors.joining(", "));
        return places.spare().isPresent() ? each : each + ", and no backup interface is configured";
    }

    /** The places that can carry the address now, in the order in which to try them. */
    static List<Places> usable(NetworkView view, Places places) {
        List<Places> order = places.spare().isPresent() ? List.of(places, places.swapped()) : List.of(places);
        return order.stream()
                .filter(candidate -> obstacle(view, candidate.current()).isEmpty())
                .toList();
    }

    private static Optional<String> elsewhere(NetworkView view, MacAddress address, Places places) {
        return places.spare()
                .filter(name -> view.link(name)
                        .flatMap(Link::hardwareAddress)
                        .filter(address::equals)
                        .isPresent());
    }

    private static String reason(NetworkView view, MacAddress address, Places places, Optional<String> elsewhere) {
        Optional<String> obstacle = obstacle(view, places.current());
        if (obstacle.isPresent()) {
            return obstacle.get();
        }
        if (elsewhere.isPresent()) {
            return elsewhere.get() + " has " + address + ", which shall be on " + places.current() + " alone";
        }
        String found = view.link(places.current())
                .flatMap(Link::hardwareAddress)
                .map(MacAddress::toString)
                .orElse("no Ethernet address");
        return places.current() + " has " + found + " instead of " + address
                + "; did udev, NetworkManager or a person change it?";
    }

    private static FailureScope scope(NetworkView view, Places places) {
        return usable(view, places).isEmpty() ? FailureScope.TRY_ELSEWHERE : FailureScope.RETRY_HERE;
    }
}
