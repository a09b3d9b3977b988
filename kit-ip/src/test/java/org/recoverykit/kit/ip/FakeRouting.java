package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.Routing;
import org.recoverykit.linux.model.PolicyRule;
import org.recoverykit.linux.model.Route;
import org.recoverykit.linux.model.RouteChoice;

/** Replies leave by the interface that has the address; routes and rules are only written down. */
final class FakeRouting implements Routing {
    private final List<Route> own = new ArrayList<>();
    private final FakeNetwork network;

    FakeRouting(FakeNetwork network) {
        this.network = network;
    }

    @Override
    public KernelAnswer<RouteChoice> routeTo(
            InetAddress destination, Optional<InetAddress> source, Optional<Integer> outInterface, Duration timeout) {
        int ifindex = network.interfaceOf(source.orElseThrow());
        return new KernelAnswer.Answered<>(new RouteChoice(ifindex, source, Optional.empty(), false));
    }

    @Override
    public KernelResult addRoute(Route route, Duration timeout) {
        return putRoute(route, timeout);
    }

    @Override
    public KernelResult putRoute(Route route, Duration timeout) {
        Optional<KernelResult> refused = network.asked("route " + route.outInterface());
        if (refused.isEmpty()) {
            own.removeIf(other -> other.destination().equals(route.destination()));
            own.add(route);
        }
        return refused.orElse(FakeNetwork.done());
    }

    @Override
    public List<KernelResult> putRoutes(List<Route> routes, Duration timeout) {
        return routes.stream().map(route -> putRoute(route, timeout)).toList();
    }

    @Override
    public KernelResult removeRoute(Route route, Duration timeout) {
        own.remove(route);
        return FakeNetwork.done();
    }

    @Override
    public KernelAnswer<List<Route>> routes(int table, Duration timeout) {
        return new KernelAnswer.Answered<>(table == Route.MAIN_TABLE ? List.of() : List.copyOf(own));
    }

    @Override
    public KernelResult addRule(PolicyRule rule, Duration timeout) {
        return network.asked("rule").orElse(FakeNetwork.done());
    }

    @Override
    public KernelResult removeRule(PolicyRule rule, Duration timeout) {
        return FakeNetwork.done();
    }

    @Override
    public KernelResult forgetNeighbour(int ifindex, InetAddress address, Duration timeout) {
        return new KernelResult.NotThere("no neighbour");
    }

    @Override
    public KernelAnswer<List<PolicyRule>> rules(Duration timeout) {
        return new KernelAnswer.Answered<>(List.of());
    }
}
