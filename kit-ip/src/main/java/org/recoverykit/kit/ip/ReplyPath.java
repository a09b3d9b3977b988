package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.IpPrefix;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.PolicyRule;
import org.recoverykit.linux.model.Route;
import org.recoverykit.linux.model.RouteChoice;

/**
 * Makes replies from the address leave by an interface that has carrier. The main table alone does not: the subnet's route
 * through the first interface stays in use when its cable is out. Where a setting of the interfaces is enough, that is all
 * that changes; otherwise the address gets a rule of its own that leads to a table of its own, whose few routes a move points
 * to the other interface. Why, and when which: {@code docs/decisions/0003-reply-path.md}.
 */
final class ReplyPath {
    /** Before the rules that administrators add without a number (from 32765 down), after the local table. */
    private static final long PRIORITY = 20_077;

    /** Keeps our table numbers clear of 0 to 255 and of the sign. */
    private static final int TABLES = 0x4000_0000;

    /** Half as many for IPv6, apart from the others: the kernel keeps tables for each family, those who look need not. */
    private static final int IPV6_TABLES = 0x2000_0000;

    private final LinuxNetwork network;
    private final ProtectedAddress address;
    private final PolicyRule rule;
    private final NamedRoutes named;
    private final Predicate<Link> trusted;

    /** Read at the last restore or deep check: a move must not wait for a dump of the main table. */
    private volatile ReplyPlan plan = ReplyPlan.UNREAD;

    /** Whether our rule is there, as far as we know. */
    private volatile boolean ruled;

    private volatile Optional<Basis> basis = Optional.empty();

    private final AtomicLong changes = new AtomicLong();

    /**
     * What the plan was read off, if nothing else went into it: the same again leads to the same, and of ten thousand addresses
     * each looks once a minute.
     *
     * @param generation of the table of interfaces and addresses
     */
    private record Basis(ReplyGround ground, Places places, long generation) {}

    ReplyPath(LinuxNetwork network, ProtectedAddress address) {
        this(network, address, link -> true);
    }

    /** @param trusted whether frames that leave by an interface with carrier arrive, as far as anybody knows */
    ReplyPath(LinuxNetwork network, ProtectedAddress address, Predicate<Link> trusted) {
        this.trusted = trusted;
        this.network = network;
        this.address = address;
        this.rule = new PolicyRule(
                address.family() == IpFamily.IPV6,
                PRIORITY,
                Optional.of(IpPrefix.host(address.inetAddress())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                table(),
                MovePlan.OURS);
        this.named = new NamedRoutes(network, address, table());
    }

    /** The address's own table: a function of the address, so that a new start after a crash finds it. */
    int table() {
        int tables = address.family() == IpFamily.IPV4 ? TABLES : IPV6_TABLES;
        return tables | ((address.lowBits() ^ address.highDigest()) & (tables - 1));
    }

    /** Reads anew which routes lead out through our interfaces, and so what is needed. Changes nothing. */
    KernelResult learn(Places places, Duration timeout) {
        return learn(ReplyGround.read(network, places, timeout), places, timeout);
    }

    /** The same from what was read already. */
    KernelResult learn(KernelAnswer<ReplyGround> read, Places places, Duration timeout) {
        read.value().ifPresent(ground -> {
            // Before the look, for the table counts a change when it has made it.
            Basis now = new Basis(ground, places, network.view().generation());
            if (basis.filter(now::equals).isPresent()) {
                return;
            }
            Known before = known();
            if (plan.way() == ReplyPlan.Way.UNREAD) {
                // A former life of this process may have left a rule in force.
                ruled = !network.routing()
                        .routes(table(), timeout)
                        .value()
                        .orElse(List.of())
                        .isEmpty();
            }
            named.learn(places, ground, timeout);
            // The kernel has no such filter for IPv6.
            boolean strict = address.family() == IpFamily.IPV4 && ground.strictFilter();
            plan = ReplyPlan.of(address, places, network.view(), ground.main(), strict);
            basis = named.areAllIn(ground) ? Optional.of(now) : Optional.empty();
            note(before);
        });
        return read.result();
    }

    /** What {@link #through} tells of. */
    private record Known(ReplyPlan plan, boolean ruled, List<Route> named) {}

    private Known known() {
        return new Known(plan, ruled, named.known());
    }

    private void note(Known before) {
        if (!before.equals(known())) {
            changes.incrementAndGet();
        }
    }

    /** Grows when {@link #through} or {@link #learnt} may answer something else than before. */
    long changes() {
        return changes.get();
    }

    /** The settings that the interfaces need for it. */
    List<InterfaceSetting> settings() {
        return plan.way() == ReplyPlan.Way.MAIN_TABLE
                ? List.of(InterfaceSetting.passOverDeadRoutes(address.family()))
                : List.of();
    }

    /** Makes the rule if one is needed. Idempotent. */
    Optional<KernelResult> prepare(Duration timeout) {
        return plan.way() == ReplyPlan.Way.OWN_TABLE && !ruled ? insist(timeout) : Optional.empty();
    }

    /** Makes the rule. What is returned stands in the way. */
    Optional<KernelResult> insist(Duration timeout) {
        Known before = known();
        KernelResult made = network.routing().addRule(rule, timeout);
        ruled = made.ok() || made.kind() == KernelResult.Kind.ALREADY_THERE;
        note(before);
        return ruled ? Optional.empty() : Optional.of(made);
    }

    /** The routes that a move to an interface has to put into place: our own where they are needed, others' that name it. */
    List<Route> through(int ifindex) {
        List<Route> own = ruled ? plan.through(ifindex, table()) : List.of();
        List<Route> others = named.through(ifindex);
        if (others.isEmpty()) {
            return own;
        }
        return Stream.concat(own.stream(), others.stream()).toList();
    }

    /** Whether anything was learnt; a process that found the address in service has not yet. */
    boolean learnt() {
        return plan.way() != ReplyPlan.Way.UNREAD;
    }

    /** Deletes rule and routes. Idempotent. */
    List<KernelResult> remove(Duration timeout) {
        List<KernelResult> troubles = new ArrayList<>();
        note(troubles, network.routing().removeRule(rule, timeout));
        KernelAnswer<List<Route>> left = network.routing().routes(table(), timeout);
        if (left.value().isEmpty()) {
            note(troubles, left.result());
        }
        for (Route route : left.value().orElse(List.of())) {
            note(troubles, network.routing().removeRoute(route, timeout));
        }
        basis = Optional.empty();
        plan = ReplyPlan.UNREAD;
        ruled = false;
        changes.incrementAndGet();
        return troubles;
    }

    /** Asks the kernel by which interface a reply to a neighbour of the address would leave. */
    KernelAnswer<RouteChoice> ask(Places places, Duration timeout) {
        NetworkView view = network.view();
        InetAddress client = address.neighbour(
                ReplyPlan.subnetLength(address, places, view),
                candidate -> !view.addressesOf(candidate).isEmpty());
        // A link-local address alone does not say on which network; whoever answers a client knows by which interface
        // it asked.
        Optional<Integer> outInterface =
                address.isLinkLocal() ? view.link(places.current()).map(Link::index) : Optional.empty();
        return network.routing().routeTo(client, Optional.of(address.inetAddress()), outInterface, timeout);
    }

    /**
     * Whether a reply that leaves like this arrives, the address being on the current interface. Without a rule of ours the
     * main table may choose the other one, as long as that has carrier: by the kernel's word, where the table says otherwise, for
     * a cable that was mended just now is in use before we hear of it.
     */
    boolean isRight(RouteChoice choice, Places places, Duration timeout) {
        boolean either = plan.way() == ReplyPlan.Way.MAIN_TABLE && !ruled;
        for (String name : either ? places.all() : List.of(places.current())) {
            Optional<Link> link = network.view().link(name).filter(known -> known.index() == choice.outInterface());
            if (link.isPresent()) {
                return !either || (trusted.test(link.get()) && hasCarrier(link.get(), timeout));
            }
        }
        return false;
    }

    private boolean hasCarrier(Link link, Duration timeout) {
        return link.hasCarrier()
                || network.askLink(link.index(), timeout)
                        .value()
                        .filter(Link::hasCarrier)
                        .isPresent();
    }

    private static void note(List<KernelResult> troubles, KernelResult result) {
        boolean absent =
                result.kind() == KernelResult.Kind.NOT_THERE || result.kind() == KernelResult.Kind.NO_INTERFACE;
        if (!result.ok() && !absent) {
            troubles.add(result);
        }
    }
}
