package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.IpPrefix;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.PolicyRule;
import org.recoverykit.linux.model.Route;

/**
 * Other people's routes that name the address: as their source address in the main table, or in a table that a rule of theirs
 * asks for what comes from the address. The kernel drops the former with the address, and leaves both on the dead interface;
 * they go where the address goes. Read with the reply path, at a restore or deep check: a move must not wait for it.
 */
final class NamedRoutes {
    private static final int BY_KERNEL = 2;
    private static final int NOT_OURS_TO_SET = 1 | Route.LINK_DOWN; // dead, link down: what the kernel found
    private static final int ON_LINK = 4;
    private static final int MOST = 64;

    private final LinuxNetwork network;
    private final ProtectedAddress address;
    private final InetAddress inet;
    private final int ownTable;
    private volatile List<Route> known = List.of();

    NamedRoutes(LinuxNetwork network, ProtectedAddress address, int ownTable) {
        this.network = network;
        this.address = address;
        this.inet = address.inetAddress();
        this.ownTable = ownTable;
    }

    /**
     * Finds them anew. Asks the kernel only for tables of rules about this address.
     *
     * @param ground the main table and the rules as they are now
     */
    void learn(Places places, ReplyGround ground, Duration timeout) {
        Set<Integer> ours = places.all().stream()
                .flatMap(name -> network.view().link(name).map(Link::index).stream())
                .collect(Collectors.toSet());
        List<Route> found = new ArrayList<>(ground.main().stream()
                .filter(route -> route.preferredSource().filter(inet::equals).isPresent())
                .toList());
        ground.rules().stream()
                .filter(this::isAboutUs)
                .map(PolicyRule::table)
                .distinct()
                .forEach(table ->
                        network.routing().routes(table, timeout).value().ifPresent(found::addAll));
        known = found.stream()
                .filter(route -> ours.contains(route.outInterface()))
                .filter(route -> route.type() == Route.UNICAST && route.protocol() != BY_KERNEL)
                .limit(MOST)
                .toList();
    }

    /** What was found last. */
    List<Route> known() {
        return known;
    }

    /** The same routes through this interface. */
    List<Route> through(int ifindex) {
        return known.isEmpty()
                ? known
                : known.stream().map(route -> via(route, ifindex)).toList();
    }

    /** Whether the main table alone says what there is: no rule about this address leads to another table. */
    boolean areAllIn(ReplyGround ground) {
        return ground.rules().stream().noneMatch(this::isAboutUs);
    }

    private boolean isAboutUs(PolicyRule rule) {
        return rule.source()
                        .filter(source -> source.equals(IpPrefix.host(inet)))
                        .isPresent()
                && rule.table() != ownTable
                && rule.table() != Route.MAIN_TABLE
                && rule.table() != Route.LOCAL_TABLE;
    }

    private static Route via(Route route, int ifindex) {
        // "on-link": the gateway's subnet may have no other route through the new interface yet.
        int flags = (route.flags() & ~NOT_OURS_TO_SET) | (route.gateway().isPresent() ? ON_LINK : 0);
        return new Route(
                route.destination(),
                route.table(),
                ifindex,
                route.gateway(),
                route.preferredSource(),
                route.metric(),
                route.protocol(),
                route.scope(),
                route.type(),
                flags);
    }

    @Override
    public String toString() {
        return known.size() + " routes that name " + address.host();
    }
}
