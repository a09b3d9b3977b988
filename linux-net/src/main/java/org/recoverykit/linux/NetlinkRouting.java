package org.recoverykit.linux;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.recoverykit.linux.Verdict.Purpose;
import org.recoverykit.linux.codec.Ack;
import org.recoverykit.linux.codec.NeighbourCodec;
import org.recoverykit.linux.codec.RouteCodec;
import org.recoverykit.linux.codec.Rtnetlink;
import org.recoverykit.linux.codec.RuleCodec;
import org.recoverykit.linux.model.AddressText;
import org.recoverykit.linux.model.PolicyRule;
import org.recoverykit.linux.model.Route;
import org.recoverykit.linux.model.RouteChoice;

/** Routes and rules over the request channel. */
final class NetlinkRouting implements Routing {
    private final RequestChannel channel;

    NetlinkRouting(RequestChannel channel) {
        this.channel = channel;
    }

    @Override
    public KernelAnswer<RouteChoice> routeTo(
            InetAddress destination, Optional<InetAddress> source, Optional<Integer> outInterface, Duration timeout) {
        List<RouteChoice> found = new ArrayList<>(1);
        Optional<Ack> ack = channel.ask(
                (writer, sequence) ->
                        RouteCodec.writeLookup(writer, sequence, destination, source, outInterface.orElse(0), 0),
                (buffer, message) -> RouteCodec.decode(buffer, message)
                        .map(RouteCodec::choice)
                        .map(choice -> withSource(choice, source))
                        .ifPresent(found::add),
                timeout);
        return Requests.first(found, () -> "ask for the way to " + AddressText.of(destination), ack, timeout);
    }

    /** The kernel repeats the source only when it chose it. */
    private static RouteChoice withSource(RouteChoice choice, Optional<InetAddress> asked) {
        return new RouteChoice(
                choice.outInterface(), choice.source().or(() -> asked), choice.gateway(), choice.local());
    }

    @Override
    public KernelResult addRoute(Route route, Duration timeout) {
        return change(Purpose.ADD, "add", route, Rtnetlink.CREATE | Rtnetlink.EXCLUSIVE, timeout);
    }

    @Override
    public KernelResult putRoute(Route route, Duration timeout) {
        return change(Purpose.SET, "put", route, Rtnetlink.CREATE | Rtnetlink.REPLACE, timeout);
    }

    @Override
    public KernelResult removeRoute(Route route, Duration timeout) {
        return change(Purpose.REMOVE, "remove", route, 0, timeout);
    }

    @Override
    public List<KernelResult> putRoutes(List<Route> routes, Duration timeout) {
        List<RequestChannel.Request> requests = new ArrayList<>(routes.size());
        for (Route route : routes) {
            requests.add((writer, sequence) -> RouteCodec.write(
                    writer, Rtnetlink.NEW_ROUTE, Rtnetlink.CREATE | Rtnetlink.REPLACE, sequence, route));
        }
        List<Optional<Ack>> acks = channel.commands(requests, timeout);
        List<KernelResult> results = new ArrayList<>(routes.size());
        for (int i = 0; i < routes.size(); i++) {
            Route route = routes.get(i);
            results.add(Verdict.of(Purpose.SET, () -> describe("put", route), acks.get(i), timeout));
        }
        return results;
    }

    private KernelResult change(Purpose purpose, String verb, Route route, int flags, Duration timeout) {
        int type = purpose == Purpose.REMOVE ? Rtnetlink.DEL_ROUTE : Rtnetlink.NEW_ROUTE;
        Optional<Ack> ack =
                channel.command((writer, sequence) -> RouteCodec.write(writer, type, flags, sequence, route), timeout);
        return Verdict.of(purpose, () -> describe(verb, route), ack, timeout);
    }

    private static String describe(String verb, Route route) {
        return verb + " the route to " + route.destination() + " by interface " + route.outInterface() + " in table "
                + route.table();
    }

    @Override
    public KernelAnswer<List<Route>> routes(int table, Duration timeout) {
        return dumpBoth(
                "read the routes of table " + table,
                family -> (writer, sequence) -> RouteCodec.writeDump(writer, sequence, family, table),
                found -> (buffer, message) -> RouteCodec.decode(buffer, message)
                        .filter(route -> route.table() == table)
                        .ifPresent(found::add),
                timeout);
    }

    @Override
    public KernelResult addRule(PolicyRule rule, Duration timeout) {
        int flags = Rtnetlink.CREATE | Rtnetlink.EXCLUSIVE;
        Optional<Ack> ack = channel.command(
                (writer, sequence) -> RuleCodec.write(writer, Rtnetlink.NEW_RULE, flags, sequence, rule), timeout);
        return Verdict.of(Purpose.ADD, () -> "add " + rule, ack, timeout);
    }

    @Override
    public KernelResult removeRule(PolicyRule rule, Duration timeout) {
        Optional<Ack> ack = channel.command(
                (writer, sequence) -> RuleCodec.write(writer, Rtnetlink.DEL_RULE, 0, sequence, rule), timeout);
        return Verdict.of(Purpose.REMOVE, () -> "remove " + rule, ack, timeout);
    }

    @Override
    public KernelResult forgetNeighbour(int ifindex, InetAddress address, Duration timeout) {
        Optional<Ack> ack = channel.command(
                (writer, sequence) -> NeighbourCodec.writeRemove(writer, sequence, ifindex, address), timeout);
        return Verdict.of(
                Purpose.REMOVE,
                () -> "forget the neighbour " + address.getHostAddress() + " on interface " + ifindex,
                ack,
                timeout);
    }

    @Override
    public KernelAnswer<List<PolicyRule>> rules(Duration timeout) {
        return dumpBoth(
                "read the rules",
                family -> (writer, sequence) -> RuleCodec.writeDump(writer, sequence, family),
                found -> (buffer, message) -> RuleCodec.decode(buffer, message).ifPresent(found::add),
                timeout);
    }

    private <T> KernelAnswer<List<T>> dumpBoth(
            String what,
            Function<Integer, RequestChannel.Request> question,
            Function<List<T>, RequestChannel.Answer> answer,
            Duration timeout) {
        List<T> both = new ArrayList<>();
        for (int family : new int[] {Rtnetlink.INET, Rtnetlink.INET6}) {
            List<T> found = new ArrayList<>();
            Optional<Ack> ack = channel.dump(question.apply(family), found::clear, answer.apply(found), timeout);
            KernelResult result = Verdict.of(Purpose.ASK, () -> what, ack, timeout);
            // A table that has never held a route does not exist; a kernel without IPv6 has no tables for it.
            boolean none = result.kind() == KernelResult.Kind.NOT_THERE || family == Rtnetlink.INET6;
            if (!result.ok() && !none) {
                return new KernelAnswer.NotAnswered<>(result);
            }
            both.addAll(found);
        }
        return new KernelAnswer.Answered<>(List.copyOf(both));
    }
}
