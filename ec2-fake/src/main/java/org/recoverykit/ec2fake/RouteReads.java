package org.recoverykit.ec2fake;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** DescribeRouteTables. */
final class RouteReads {
    private static final int SMALLEST_PAGE = 5;
    private static final int LARGEST_PAGE = 100;

    private static final Map<String, Function<RouteTable, List<String>>> FILTERS = Map.of(
            "vpc-id", t -> List.of(t.vpcId()),
            "route-table-id", t -> List.of(t.id()),
            "route.destination-cidr-block", t -> destinations(t, false),
            "route.destination-ipv6-cidr-block", t -> destinations(t, true));

    private RouteReads() {}

    static Cloud.Outcome describe(World world, Query query, Action.Ways ways) {
        if (ways.has(Deviation.IPV6_FILTER_FAILS) && query.all().containsValue("route.destination-ipv6-cidr-block")) {
            throw new IllegalStateException("this implementation does not know that filter");
        }
        List<String> ids = query.list("RouteTableId");
        for (String id : ids) {
            if (world.table(id).isEmpty()) {
                throw noTable(id);
            }
        }
        List<RouteTable> wanted = world.tables().values().stream()
                .filter(t -> ids.isEmpty() || ids.contains(t.id()))
                .filter(Filters.of(query, FILTERS))
                .toList();
        Page<RouteTable> page = ways.has(Deviation.PAGING_IGNORED)
                ? Page.all(wanted)
                : Page.of(query, SMALLEST_PAGE, LARGEST_PAGE, wanted, RouteTable::id);
        Xml xml = ways.xml().items("routeTableSet", page.items(), (x, t) -> table(x, t, world, ways));
        return new Cloud.Outcome(world, xml.put("nextToken", page.nextToken()).toString());
    }

    static Refusal noTable(String id) {
        return Refusal.because("InvalidRouteTableID.NotFound", "The routeTable ID '" + id + "' does not exist");
    }

    private static List<String> destinations(RouteTable table, boolean v6) {
        return table.routes().stream()
                .map(Route::destination)
                .filter(d -> !d.startsWith("pl-") && Cidr.isV6(d) == v6)
                .toList();
    }

    private static void table(Xml xml, RouteTable table, World world, Action.Ways ways) {
        xml.put("routeTableId", table.id())
                .put("vpcId", table.vpcId())
                .put("ownerId", Answers.ACCOUNT)
                .items("routeSet", table.routes(), (x, r) -> route(x, r, world, ways))
                .items("associationSet", List.of(), (x, none) -> {})
                .items("propagatingVgwSet", List.of(), (x, none) -> {})
                .items("tagSet", List.of(), (x, none) -> {});
    }

    private static void route(Xml xml, Route route, World world, Action.Ways ways) {
        String destination = route.destination();
        String element = destination.startsWith("pl-")
                ? "destinationPrefixListId"
                : Cidr.isV6(destination) ? "destinationIpv6CidrBlock" : "destinationCidrBlock";
        xml.put(element, destination)
                .put(route.target().kind().element(), route.target().id());
        if (route.target().isInterface()) {
            Optional<String> instance = world.eni(route.target().id()).flatMap(Eni::instanceId);
            xml.put("instanceId", instance).put("instanceOwnerId", instance.map(i -> Answers.ACCOUNT));
        }
        boolean blackhole = world.isBlackhole(route) && !ways.has(Deviation.NEVER_BLACKHOLE);
        xml.put("state", blackhole ? "blackhole" : "active")
                .put("origin", route.origin().text());
    }
}
