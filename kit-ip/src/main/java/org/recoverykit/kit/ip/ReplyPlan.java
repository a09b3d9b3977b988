package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.IpPrefix;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.Route;

/**
 * What replies from one address need, read off the main table and the interfaces. Pure.
 *
 * @param way which table leads them out
 * @param routes what the address's own table has to hold, if there is one; the interface is filled in by {@link #through}
 */
record ReplyPlan(Way way, List<Route> routes) {
    /** Nothing was read yet. */
    static final ReplyPlan UNREAD = new ReplyPlan(Way.UNREAD, List.of());

    private static final int ON_LINK = 4;
    private static final int LINK_SCOPE = 253;
    private static final int MOST_ROUTES = 64;

    /** Which table leads replies out. */
    enum Way {
        UNREAD,
        /** The kernel passes over routes without carrier, and for each there is another: no rule is needed. */
        MAIN_TABLE,
        /** A table of the address's own, with a rule that leads there. */
        OWN_TABLE
    }

    /** Copies the list. */
    ReplyPlan {
        routes = List.copyOf(routes);
    }

    /**
     * The plan for an address that may be on either of these places.
     *
     * @param main the main table
     * @param strictFilter whether the kernel drops what arrives on another interface than the reply would leave by
     */
    static ReplyPlan of(
            ProtectedAddress address, Places places, NetworkView view, List<Route> main, boolean strictFilter) {
        Set<Integer> ours = places.all().stream()
                .flatMap(name -> view.link(name).map(Link::index).stream())
                .collect(Collectors.toSet());
        List<Route> outward = main.stream()
                .filter(route -> route.type() == Route.UNICAST && ours.contains(route.outInterface()))
                .filter(route -> isOutward(route, address))
                .toList();
        int subnet = subnetLength(address, places, view);
        boolean mainWillDo = !strictFilter && !address.isLone() && isTwofold(address, outward, ours.size());
        return new ReplyPlan(
                mainWillDo ? Way.MAIN_TABLE : Way.OWN_TABLE,
                templates(new IpPrefix(address.networkOf(subnet), subnet), outward));
    }

    /** The own table's routes through one interface. */
    List<Route> through(int ifindex, int table) {
        return routes.stream().map(route -> via(route, ifindex, table)).toList();
    }

    /**
     * The subnet around an address: its own; or for a lone one (/32, /128) the one of a fixed address on either interface; or none (the whole length).
     */
    static int subnetLength(ProtectedAddress address, Places places, NetworkView view) {
        if (!address.isLone()) {
            return address.length();
        }
        return places.all().stream()
                .flatMap(name -> view.link(name).stream())
                .flatMap(link -> view.addresses(link.index()).stream())
                .filter(other -> address.isInSubnetOf(other.address(), other.prefixLength()))
                .mapToInt(InterfaceAddress::prefixLength)
                .filter(length -> length > 0 && length < address.length())
                .max()
                .orElse(address.length());
    }

    /** Of the address's family. Link-local networks are on each interface anyway, and a reply to there names its interface. */
    private static boolean isOutward(Route route, ProtectedAddress address) {
        InetAddress destination = route.destination().address();
        return IpFamily.of(destination) == address.family() && !destination.isLinkLocalAddress();
    }

    /** Whether whatever is reached through one of our interfaces is reached through each; the subnet's route comes with the address. */
    private static boolean isTwofold(ProtectedAddress address, List<Route> outward, int interfaces) {
        IpPrefix subnet = new IpPrefix(address.networkOf(address.length()), address.length());
        Map<IpPrefix, Set<Integer>> ways = outward.stream()
                .filter(route -> !route.destination().equals(subnet))
                .collect(Collectors.groupingBy(
                        Route::destination, Collectors.mapping(Route::outInterface, Collectors.toSet())));
        return ways.values().stream().allMatch(found -> found.size() == interfaces);
    }

    private static List<Route> templates(IpPrefix subnet, List<Route> outward) {
        Map<String, Route> found = new LinkedHashMap<>();
        if (!subnet.equals(IpPrefix.host(subnet.address()))) {
            found.put(subnet + "#0", Route.onLink(subnet, 0, Route.MAIN_TABLE));
        }
        outward.stream()
                .limit(MOST_ROUTES)
                .forEach(route -> found.putIfAbsent(route.destination() + "#" + route.metric(), route));
        return List.copyOf(found.values());
    }

    private static Route via(Route route, int ifindex, int table) {
        boolean gateway = route.gateway().isPresent();
        // "on-link" spares the kernel's search for the gateway's subnet, which the new interface may not have.
        return new Route(
                route.destination(),
                table,
                ifindex,
                route.gateway(),
                Optional.empty(),
                route.metric(),
                MovePlan.OURS,
                gateway ? 0 : LINK_SCOPE,
                Route.UNICAST,
                gateway ? ON_LINK : 0);
    }
}
