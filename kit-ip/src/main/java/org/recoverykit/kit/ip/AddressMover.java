package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.recoverykit.kit.ip.DuplicateDetection.Uniqueness;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.Route;
import org.recoverykit.linux.model.RouteChoice;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.FirstAid;

/** Puts one address on one interface, or takes it away everywhere, and proves it by the kernel. */
final class AddressMover {
    /** The table follows the kernel within microseconds; when events were lost it takes a re-reading. */
    private static final Duration TABLE_FOLLOWS = Duration.ofSeconds(2);

    private static final int MOST_ROUNDS = 3;

    /** Whoever deletes it more often than so within one recovery manages it too; on a busy machine a recovery takes its time. */
    private static final int MOST_DELETIONS = 100;

    private static final int MOST_LOOKS = 100;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);
    private static final int MOST_PROOFS = 200;
    private static final Duration BETWEEN_PROOFS = Duration.ofMillis(5);

    private final ProtectedAddress address;
    private final AddressForm form;
    private final InetAddress inet;
    private final IpHost host;
    private final LinuxNetwork network;
    private final Optional<ReplyPath> replyPath;
    private final Announcer announcer;
    private final ViewGate gate;
    private final Whereabouts whereabouts;
    private final DuplicateDetection detection;
    private final LocalRoute localRoute;
    private final QuickMoves quickMoves;

    AddressMover(
            ProtectedAddress address,
            AddressForm form,
            Ipv6Settings ipv6,
            IpHost host,
            Optional<ReplyPath> replyPath,
            Announcer announcer,
            ViewGate gate) {
        this.address = address;
        this.form = form;
        this.inet = address.inetAddress();
        this.host = host;
        this.network = host.network();
        this.replyPath = replyPath;
        this.announcer = announcer;
        this.gate = gate;
        this.whereabouts = new Whereabouts(address, network);
        this.localRoute = new LocalRoute(address, network);
        this.quickMoves = new QuickMoves(address, form, network, replyPath, announcer, localRoute);
        this.detection = new DuplicateDetection(address, network, gate, ipv6.detection());
    }

    /**
     * On the current one of these places and nowhere else. Idempotent; announces, once.
     *
     * @param known whether another host may have it; IPv6 asks around first then
     * @param telling when to announce it
     */
    ActionResult place(Places places, Uniqueness known, Move.Moment telling, Budget budget)
            throws InterruptedException {
        Attempt attempt = attempt(places, known, telling, budget);
        for (int again = 0; again < MOST_DELETIONS && attempt.again(); again++) {
            attempt = attempt(places, known, telling, budget);
        }
        return attempt.result();
    }

    /**
     * How one attempt ended.
     *
     * @param again somebody else changed the address before all was verified, which is no fault of the interface: deleted it,
     *     or had put it elsewhere just before, which the table did not show yet
     */
    private record Attempt(ActionResult result, boolean again) {
        static Attempt ended(ActionResult result) {
            return new Attempt(result, false);
        }
    }

    private Attempt attempt(Places places, Uniqueness known, Move.Moment telling, Budget budget)
            throws InterruptedException {
        Optional<Link> found = network.view().link(places.current());
        Optional<String> obstacle = Diagnosis.obstacle(network.view(), places.current());
        if (obstacle.isPresent() || found.isEmpty()) {
            return Attempt.ended(ActionResult.failed(
                    obstacle.orElse(places.current() + " does not exist"), FailureScope.RETRY_HERE));
        }
        if (!budget.call().ownership().valid()) {
            return Attempt.ended(
                    ActionResult.failed("this node no longer owns the address", FailureScope.TRY_ELSEWHERE));
        }
        Link link = found.get();
        List<InterfaceAddress> there = whereabouts.entries(places, budget);
        if (!form.knows(there)) {
            there = whereabouts.asked(places, budget).value().orElse(there);
        }
        InterfaceAddress wanted = form.on(link, there);
        boolean asked = detection.isNeeded(known, there);
        List<InterfaceAddress> inTheWay = MovePlan.inTheWay(wanted, there);
        ActionResult ready = inTheWay.isEmpty() ? ActionResult.done() : clear(inTheWay, budget);
        if (asked && ready.kind() == ActionResult.Kind.DONE) {
            ready = detection.bringIn(link, wanted, budget);
        }
        if (ready.kind() != ActionResult.Kind.DONE) {
            return Attempt.ended(ready);
        }
        Arrival arrival = new Arrival(places, link, asked ? Move.Moment.WHEN_ADDED : telling);
        return carryOut(wanted, MovePlan.to(wanted, except(there, inTheWay)), arrival, asked, budget);
    }

    private Attempt carryOut(InterfaceAddress wanted, MovePlan plan, Arrival arrival, boolean asked, Budget budget)
            throws InterruptedException {
        Move move =
                new Move(plan, routes(arrival.places, arrival.link, budget), arrival, budget::step, arrival.telling);
        Move.Outcome outcome = host.batcher().run(move, budget.next());
        ActionResult result =
                outcome.troubles().isEmpty() ? confirm(arrival, wanted, outcome, budget) : failure(outcome.troubles());
        if (result.kind() == ActionResult.Kind.DONE) {
            return Attempt.ended(result);
        }
        boolean verifying = result.kind() == ActionResult.Kind.FAILED
                && outcome.troubles().isEmpty()
                && Diagnosis.obstacle(network.view(), arrival.link.name()).isEmpty();
        if (verifying && MovePlan.isStray(wanted, Whereabouts.seen(network.view(), address, arrival.places))) {
            return new Attempt(result, true);
        }
        boolean deleted = verifying && isGone(arrival.link, budget);
        boolean brought = asked || outcome.newcomer();
        return new Attempt(brought ? undo(wanted, result, budget) : result, deleted);
    }

    private boolean isGone(Link link, Budget budget) throws InterruptedException {
        return whereabouts.interfaceOf(link, budget.next()).result().kind() == KernelResult.Kind.NOT_THERE;
    }

    Whereabouts whereabouts() {
        return whereabouts;
    }

    /** The move that {@link #place} would make, without any question to the kernel; empty if it takes one. */
    Optional<Move> firstAid(Places places, FirstAid permission, Optional<Link> told) {
        return quickMoves.to(places, permission, told);
    }

    /** Where clients would be led at once by {@link #firstAid}, before the address is added there. */
    Optional<Link> toldAtOnce(Places places) {
        return quickMoves.toldAtOnce(places);
    }

    /** Away from every interface. Idempotent; Done is proven by the kernel's own list. */
    ActionResult withdraw(Places places, Budget budget) throws InterruptedException {
        List<InterfaceAddress> left = whereabouts.entries(places, budget);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (!left.isEmpty()) {
                List<KernelResult> troubles = delete(left, budget);
                if (!troubles.isEmpty()) {
                    return failure(troubles);
                }
            }
            KernelAnswer<List<InterfaceAddress>> truth = whereabouts.asked(places, budget);
            if (truth.value().isEmpty()) {
                return ActionResult.indeterminate(truth.result().message());
            }
            left = truth.value().get();
            if (left.isEmpty()) {
                gate.await(
                        () -> Whereabouts.seen(network.view(), address, places).isEmpty(), shortest(budget));
                forgetNeighbours(places, budget);
                form.forget();
                return ActionResult.done();
            }
        }
        return ActionResult.failed(
                address.host() + " comes back whenever it is deleted: something else on this node manages it too",
                FailureScope.RETRY_HERE);
    }

    /** Another node will have it now: what our table says of its hardware address is old. Whether there was any does not matter. */
    private void forgetNeighbours(Places places, Budget budget) throws InterruptedException {
        for (String name : places.all()) {
            Optional<Link> link = network.view().link(name);
            if (link.isPresent()) {
                network.routing().forgetNeighbour(link.get().index(), inet, budget.next());
            }
        }
    }

    /** What the kernel says of an arrival; asked by whoever carries out the batch. */
    private final class Arrival implements Move.Work {
        private final Places places;
        private final Link link;
        private final Move.Moment telling;

        private Arrival(Places places, Link link, Move.Moment telling) {
            this.places = places;
            this.link = link;
            this.telling = telling;
        }

        @Override
        public void announce() {
            announcer.announce(link);
        }

        @Override
        public void awaitCompletion(Patience patience) {
            localRoute.await(link, patience);
        }

        @Override
        public Optional<Move.Doubt> prove(Duration timeout) {
            KernelAnswer<Integer> local = whereabouts.interfaceOf(link, timeout);
            if (local.value().isEmpty() || local.value().get() != link.index()) {
                return absent(address.host() + " was put on " + link.name()
                        + ", but the kernel does not have it there. "
                        + local.result().message());
            }
            // The table may not have heard yet that the cable is out, and would be believed.
            KernelAnswer<Link> now = network.askLink(link.index(), timeout);
            if (now.value().isEmpty() || !now.value().get().hasCarrier()) {
                return absent(now.value().isEmpty() ? now.result().message() : link.name() + " has no carrier");
            }
            return astray(places, link, timeout);
        }
    }

    private static Optional<Move.Doubt> absent(String text) {
        return Optional.of(new Move.Doubt(Move.Doubt.Kind.ABSENT, text));
    }

    private Optional<Move.Doubt> astray(Places places, Link link, Duration timeout) {
        if (replyPath.isEmpty()) {
            return Optional.empty();
        }
        KernelAnswer<RouteChoice> reply = replyPath.get().ask(places, timeout);
        boolean right = reply.value()
                .filter(choice -> replyPath.get().isRight(choice, places, timeout))
                .isPresent();
        return right
                ? Optional.empty()
                : Optional.of(new Move.Doubt(
                        Move.Doubt.Kind.ASTRAY,
                        "replies from " + address.host() + " would not leave by " + link.name()
                                + "; look at 'ip rule' and 'ip route show table all'"));
    }

    private ActionResult confirm(Arrival arrival, InterfaceAddress wanted, Move.Outcome outcome, Budget budget)
            throws InterruptedException {
        Places places = arrival.places;
        Link link = arrival.link;
        Optional<Move.Doubt> doubt = outcome.doubt();
        if (address.family() == IpFamily.IPV6 && isAbsent(doubt)) {
            doubt = proveAgain(arrival, budget);
        }
        if (doubt.isPresent() && doubt.get().kind() == Move.Doubt.Kind.ASTRAY) {
            mendReplyPath(link, budget);
            doubt = astray(places, link, budget.next());
        }
        if (doubt.isPresent()) {
            return ActionResult.failed(doubt.get().text(), FailureScope.RETRY_HERE);
        }
        CheckResult seen = awaitTable(arrival, wanted, budget);
        if (seen.kind() != CheckResult.Kind.HEALTHY) {
            return ActionResult.failed(seen.reason(), FailureScope.RETRY_HERE);
        }
        budget.step(IpStep.VERIFIED);
        return ActionResult.done();
    }

    /**
     * Until the table shows what the kernel has said; or the kernel says otherwise, because somebody deletes it as we look, or
     * had put it elsewhere just before. Each look at the table may be another: it may show our first addition, then somebody's
     * deletion, and then our second addition, though the kernel has long had it.
     */
    private CheckResult awaitTable(Arrival arrival, InterfaceAddress wanted, Budget budget)
            throws InterruptedException {
        CheckResult seen = Diagnosis.check(network.view(), address, arrival.places);
        for (int look = 0; look < MOST_LOOKS && seen.kind() != CheckResult.Kind.HEALTHY; look++) {
            boolean settled = gate.await(() -> isSettled(arrival.places), BETWEEN_LOOKS);
            seen = Diagnosis.check(network.view(), address, arrival.places);
            boolean dead =
                    Diagnosis.obstacle(network.view(), arrival.link.name()).isPresent();
            if (dead || (!settled && isGone(arrival.link, budget))) {
                return seen;
            }
            if (!settled
                    && MovePlan.isStray(
                            wanted,
                            whereabouts.asked(arrival.places, budget).value().orElse(List.of()))
                    && MovePlan.isStray(wanted, Whereabouts.seen(network.view(), address, arrival.places))) {
                return seen;
            }
        }
        return seen;
    }

    /** The kernel says yes to an IPv6 address first and completes it by a task of its own, mostly some microseconds later. */
    private Optional<Move.Doubt> proveAgain(Arrival arrival, Budget budget) throws InterruptedException {
        gate.await(() -> isSettled(arrival.places), shortest(budget));
        Optional<Move.Doubt> doubt = arrival.prove(budget.next());
        for (int i = 0; i < MOST_PROOFS && isAbsent(doubt); i++) {
            gate.await(() -> false, BETWEEN_PROOFS);
            doubt = arrival.prove(budget.next());
        }
        return doubt;
    }

    private static boolean isAbsent(Optional<Move.Doubt> doubt) {
        return doubt.filter(found -> found.kind() == Move.Doubt.Kind.ABSENT).isPresent();
    }

    /**
     * Somebody deleted our rule or routes, or the kernel has not yet noticed that the other interface's routes are dead: it
     * learns of a lost carrier up to a second after us. A rule settles both.
     */
    private void mendReplyPath(Link link, Budget budget) throws InterruptedException {
        replyPath.orElseThrow().insist(budget.next());
        network.routing().putRoutes(replyPath.orElseThrow().through(link.index()), budget.next());
    }

    /** Takes away what this move brought: the place it failed for must not look like the one that has the address. */
    private ActionResult undo(InterfaceAddress brought, ActionResult failed, Budget budget)
            throws InterruptedException {
        List<KernelResult> troubles = delete(List.of(brought), budget);
        if (!troubles.isEmpty()) {
            return ActionResult.indeterminate(
                    failed.reason() + "; taking it back: " + failure(troubles).reason());
        }
        return failed.kind() == ActionResult.Kind.INDETERMINATE
                ? ActionResult.failed(failed.reason() + "; it was taken back", FailureScope.RETRY_HERE)
                : failed;
    }

    private ActionResult clear(List<InterfaceAddress> inTheWay, Budget budget) throws InterruptedException {
        List<KernelResult> troubles = delete(inTheWay, budget);
        if (!troubles.isEmpty()) {
            return failure(troubles);
        }
        gate.await(() -> network.view().addressesOf(inet).stream().noneMatch(inTheWay::contains), shortest(budget));
        return ActionResult.done();
    }

    private List<KernelResult> delete(List<InterfaceAddress> entries, Budget budget) throws InterruptedException {
        Move move = new Move(MovePlan.away(entries), List.of(), Move.Work.NONE, budget::step);
        return host.batcher().run(move, budget.next()).troubles();
    }

    private boolean isSettled(Places places) {
        return Diagnosis.obstacle(network.view(), places.current()).isPresent()
                || Diagnosis.check(network.view(), address, places).kind() == CheckResult.Kind.HEALTHY;
    }

    private static List<InterfaceAddress> except(List<InterfaceAddress> all, List<InterfaceAddress> without) {
        return all.stream().filter(entry -> !without.contains(entry)).toList();
    }

    private List<Route> routes(Places places, Link link, Budget budget) throws InterruptedException {
        if (replyPath.isEmpty()) {
            return List.of();
        }
        if (!replyPath.get().learnt()) {
            replyPath.get().learn(places, budget.next());
        }
        // A rule that cannot be made is found by the proof, and told then.
        replyPath.get().prepare(budget.next());
        return replyPath.get().through(link.index());
    }

    private static Duration shortest(Budget budget) throws InterruptedException {
        Duration next = budget.next();
        return next.compareTo(TABLE_FOLLOWS) < 0 ? next : TABLE_FOLLOWS;
    }

    private static ActionResult failure(List<KernelResult> troubles) {
        String all = troubles.stream().map(KernelResult::message).collect(Collectors.joining("; "));
        boolean late = troubles.stream().anyMatch(trouble -> trouble.kind() == KernelResult.Kind.TIMED_OUT);
        return late ? ActionResult.indeterminate(all) : ActionResult.failed(all, FailureScope.RETRY_HERE);
    }
}
