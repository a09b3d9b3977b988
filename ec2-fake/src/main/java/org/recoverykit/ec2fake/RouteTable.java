package org.recoverykit.ec2fake;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A route table.
 *
 * @param id as {@code rtb-a}
 * @param vpcId the VPC that it belongs to
 * @param routes in the order in which EC2 lists them
 */
public record RouteTable(String id, String vpcId, List<Route> routes) {

    /** Copies. */
    public RouteTable {
        requireNonNull(id, "id");
        requireNonNull(vpcId, "vpcId");
        routes = List.copyOf(routes);
    }

    /** The entry of exactly that destination; a static one wins over a propagated one. */
    public Optional<Route> route(String destination) {
        List<Route> same =
                routes.stream().filter(r -> r.destination().equals(destination)).toList();
        return same.stream()
                .filter(r -> r.origin() != Route.Origin.PROPAGATED)
                .findFirst()
                .or(() -> same.stream().findFirst());
    }

    /** The table as people draw it, a line for each entry: {@code 10.1.0.10/32 | eni-01234567}. */
    public String text() {
        return routes.stream()
                .map(r -> r.destination() + " | " + r.target().id() + "\n")
                .collect(Collectors.joining());
    }

    RouteTable with(Route route) {
        List<Route> changed = new ArrayList<>();
        boolean found = false;
        for (Route old : routes) {
            boolean same = old.destination().equals(route.destination()) && old.origin() == route.origin();
            changed.add(same ? route : old);
            found |= same;
        }
        if (!found) {
            changed.add(route);
        }
        return new RouteTable(id, vpcId, changed);
    }

    RouteTable without(Route route) {
        return new RouteTable(
                id, vpcId, routes.stream().filter(r -> !r.equals(route)).toList());
    }
}
