package org.recoverykit.ec2fake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** ReplaceRoute, CreateRoute and DeleteRoute. */
final class RouteWrites {
    private RouteWrites() {}

    static Cloud.Outcome replace(World world, Query query, Action.Ways ways) {
        RouteTable table = table(world, query);
        String destination = destination(query);
        Target target = target(world, table, query);
        Route old = table.route(destination)
                .filter(r -> r.origin() != Route.Origin.PROPAGATED)
                .orElseThrow(() -> ways.has(Deviation.MISSING_ROUTE_NOT_FOUND)
                        ? notFound(table, destination)
                        : Refusal.invalidValue("There is no route defined for '" + destination
                                + "' in the route table. Use CreateRoute instead."));
        return Action.done(world.with(table.with(old.leadingTo(target))));
    }

    static Cloud.Outcome create(World world, Query query, Action.Ways ways) {
        RouteTable table = table(world, query);
        String destination = destination(query);
        Target target = target(world, table, query);
        Optional<Route> old = table.route(destination).filter(r -> r.origin() != Route.Origin.PROPAGATED);
        if (old.isPresent()) {
            throw Refusal.because("RouteAlreadyExists", "The route identified by " + destination + " already exists.");
        }
        return Action.done(world.with(table.with(new Route(destination, target, Route.Origin.CREATE_ROUTE))));
    }

    static Cloud.Outcome delete(World world, Query query, Action.Ways ways) {
        RouteTable table = table(world, query);
        String destination = destination(query);
        Route old = table.route(destination)
                .filter(r -> r.origin() != Route.Origin.PROPAGATED)
                .orElseThrow(() -> notFound(table, destination));
        if (old.origin() == Route.Origin.CREATE_ROUTE_TABLE) {
            throw Refusal.invalidValue("cannot remove local route " + destination + " in route table " + table.id());
        }
        return Action.done(world.with(table.without(old)));
    }

    private static Refusal notFound(RouteTable table, String destination) {
        return Refusal.because(
                "InvalidRoute.NotFound",
                "no route with destination-cidr-block " + destination + " in route table " + table.id());
    }

    private static RouteTable table(World world, Query query) {
        String id = query.need("RouteTableId");
        return world.table(id).orElseThrow(() -> RouteReads.noTable(id));
    }

    private static String destination(Query query) {
        List<String> found = new ArrayList<>();
        query.get("DestinationCidrBlock").ifPresent(d -> found.add(Cidr.canonical("destinationCidrBlock", d)));
        query.get("DestinationIpv6CidrBlock").ifPresent(d -> found.add(Cidr.canonical("destinationIpv6CidrBlock", d)));
        query.get("DestinationPrefixListId").ifPresent(found::add);
        if (found.size() != 1) {
            throw Refusal.because(
                    found.isEmpty() ? "MissingParameter" : "InvalidParameterCombination",
                    "The request must contain exactly one of destinationCidrBlock, destinationIpv6CidrBlock, "
                            + "destinationPrefixListId");
        }
        return found.get(0);
    }

    private static Target target(World world, RouteTable table, Query query) {
        List<Target> found = new ArrayList<>();
        for (Target.Kind kind : Target.Kind.values()) {
            query.get(kind.parameter())
                    .ifPresent(id -> found.add(new Target(kind, kind == Target.Kind.LOCAL ? "local" : id)));
        }
        query.get("InstanceId").ifPresent(id -> found.add(Interfaces.onlyOneOf(world, id)));
        if (found.size() != 1) {
            throw Refusal.because(
                    found.isEmpty() ? "MissingParameter" : "InvalidParameterCombination",
                    "The request must contain exactly one target of the route");
        }
        Target target = found.get(0);
        if (target.isInterface()) {
            Eni eni = Interfaces.need(world, target.id());
            if (!eni.vpcId().equals(table.vpcId())) {
                throw Refusal.invalidValue("route table " + table.id() + " and network interface " + eni.id()
                        + " belong to different networks");
            }
        }
        return target;
    }
}
