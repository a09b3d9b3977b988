package org.recoverykit.kit.ec2;

import java.util.ArrayList;
import java.util.List;

/** Clients inside the network find the address by the entries of route tables. */
final class RouteWay implements Way<RouteSight> {
    private final Ec2Config config;
    private final Ec2Host host;

    RouteWay(Ec2Config config, Ec2Host host) {
        this.config = config;
        this.host = host;
    }

    @Override
    public Answer<RouteSight> look(Home home, Freshness freshness, Budget budget) throws InterruptedException {
        return Look.at(
                host.turns(),
                host.tables(home.vpc()),
                host.networkInterface(home.networkInterface()),
                freshness,
                budget,
                RouteSight::new);
    }

    @Override
    public Verdict toHome(Home home, RouteSight seen) {
        return RoutePlan.toHome(aim(home), seen);
    }

    @Override
    public Verdict awayFromHome(Home home, RouteSight seen) {
        return RoutePlan.awayFromHome(aim(home), seen);
    }

    @Override
    public List<Change> rehearsals(Home home, RouteSight seen) {
        RouteAim aim = aim(home);
        List<Change> harmless = new ArrayList<>();
        seen.tables().stream()
                .filter(aim::concerns)
                .flatMap(table -> table.entry(aim.destination()).stream()
                        .filter(entry -> entry.target().kind() == Target.Kind.INTERFACE)
                        .map(entry -> new Change.ReplaceRoute(
                                table.id(), aim.destination(), entry.target().id())))
                .forEach(harmless::add);
        if (aim.check() == SourceDestMode.DISABLE) {
            seen.own().ifPresent(own -> harmless.add(new Change.SourceDestCheck(own.id(), own.sourceDestCheck())));
        }
        return harmless;
    }

    private RouteAim aim(Home home) {
        return RouteAim.of(config, home.networkInterface(), home.vpc());
    }
}
