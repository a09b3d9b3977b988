package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.InterfaceAddress;
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

    private final ProtectedAddress address;
    private final Function<String, Optional<String>> labelOn;
    private final Inet4Address inet;
    private final IpHost host;
    private final LinuxNetwork network;
    private final Optional<ReplyPath> replyPath;
    private final Announcer announcer;
    private final ViewGate gate;

    AddressMover(
            ProtectedAddress address,
            Function<String, Optional<String>> labelOn,
            IpHost host,
            Optional<ReplyPath> replyPath,
            Announcer announcer,
            ViewGate gate) {
        this.address = address;
        this.labelOn = labelOn;
        this.inet = address.inetAddress();
        this.host = host;
        this.network = host.network();
        this.replyPath = replyPath;
        this.announcer = announcer;
        this.gate = gate;
    }

    /** On the current one of these places and nowhere else. Idempotent; announces, once. */
    ActionResult place(Places places, Budget budget) throws InterruptedException {
        Optional<Link> found = network.view().link(places.current());
        Optional<String> obstacle = Diagnosis.obstacle(network.view(), places.current());
        if (obstacle.isPresent() || found.isEmpty()) {
            return ActionResult.failed(obstacle.orElse(places.current() + " does not exist"), FailureScope.RETRY_HERE);
        }
        if (!budget.call().ownership().valid()) {
            return ActionResult.failed("this node no longer owns the address", FailureScope.TRY_ELSEWHERE);
        }
        Link link = found.get();
        InterfaceAddress wanted = wanted(link);
        MovePlan plan = MovePlan.to(wanted, entries(budget));
        Move move = new Move(plan, routes(places, link, budget), new Arrival(places, link), budget::step);
        Move.Outcome outcome = host.batcher().run(move, budget.next());
        ActionResult result =
                outcome.troubles().isEmpty() ? confirm(places, link, outcome, budget) : failure(outcome.troubles());
        return result.kind() == ActionResult.Kind.DONE || !outcome.newcomer() ? result : undo(wanted, result, budget);
    }

    /** The move that {@link #place} would make, without any question to the kernel; empty if it takes one. */
    Optional<Move> firstAid(Places places, FirstAid permission) {
        Optional<Link> link = network.view().link(places.current());
        boolean known = network.view().current()
                && (replyPath.isEmpty() || replyPath.get().learnt());
        if (!known
                || link.isEmpty()
                || !link.get().hasCarrier()
                || !permission.ownership().valid()) {
            return Optional.empty();
        }
        MovePlan plan = MovePlan.to(wanted(link.get()), network.view().addressesOf(inet));
        List<Route> routes =
                replyPath.map(path -> path.through(link.get().index())).orElse(List.of());
        return Optional.of(
                new Move(plan, routes, new Announcing(announcer, link.get()), step -> permission.step(step.text())));
    }

    /** Away from every interface. Idempotent; Done is proven by the kernel's own list. */
    ActionResult withdraw(Places places, Budget budget) throws InterruptedException {
        List<InterfaceAddress> left = entries(budget);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            if (!left.isEmpty()) {
                List<KernelResult> troubles = delete(left, budget);
                if (!troubles.isEmpty()) {
                    return failure(troubles);
                }
            }
            KernelAnswer<List<InterfaceAddress>> truth = whereabouts(places, budget);
            if (truth.value().isEmpty()) {
                return ActionResult.indeterminate(truth.result().message());
            }
            left = truth.value().get();
            if (left.isEmpty()) {
                gate.await(() -> network.view().addressesOf(inet).isEmpty(), shortest(budget));
                return ActionResult.done();
            }
        }
        return ActionResult.failed(
                address.host() + " comes back whenever it is deleted: something else on this node manages it too",
                FailureScope.RETRY_HERE);
    }

    /** The kernel's own answer: the address on our interfaces, also if they are down, and on any other. */
    KernelAnswer<List<InterfaceAddress>> whereabouts(Places places, Budget budget) throws InterruptedException {
        List<InterfaceAddress> found = new ArrayList<>();
        for (String name : places.all()) {
            Optional<Link> link = network.view().link(name);
            if (link.isPresent()) {
                KernelAnswer<List<InterfaceAddress>> listed =
                        network.dumpAddresses(link.get().index(), budget.next());
                if (listed.value().isEmpty() && listed.result().kind() != KernelResult.Kind.NO_INTERFACE) {
                    return listed;
                }
                listed.value().orElse(List.of()).stream()
                        .filter(entry -> entry.address().equals(inet))
                        .forEach(found::add);
            }
        }
        KernelAnswer<Integer> local = network.localInterfaceOf(inet, budget.next());
        boolean elsewhere = local.value().isPresent()
                && found.stream()
                        .noneMatch(entry -> entry.ifindex() == local.value().get());
        if (elsewhere) {
            return dump(budget);
        }
        boolean answered = local.value().isPresent() || local.result().kind() == KernelResult.Kind.NOT_THERE;
        return answered ? new KernelAnswer.Answered<>(found) : new KernelAnswer.NotAnswered<>(local.result());
    }

    /** What the kernel says of an arrival; asked by whoever carries out the batch. */
    private final class Arrival implements Move.Work {
        private final Places places;
        private final Link link;

        private Arrival(Places places, Link link) {
            this.places = places;
            this.link = link;
        }

        @Override
        public void announce() {
            announcer.announce(link);
        }

        @Override
        public Optional<Move.Doubt> prove(Duration timeout) {
            KernelAnswer<Integer> local = network.localInterfaceOf(inet, timeout);
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
                .filter(choice -> replyPath.get().isRight(choice, places))
                .isPresent();
        return right
                ? Optional.empty()
                : Optional.of(new Move.Doubt(
                        Move.Doubt.Kind.ASTRAY,
                        "replies from " + address.host() + " would not leave by " + link.name()
                                + "; look at 'ip rule' and 'ip route show table all'"));
    }

    private ActionResult confirm(Places places, Link link, Move.Outcome outcome, Budget budget)
            throws InterruptedException {
        Optional<Move.Doubt> doubt = outcome.doubt();
        if (doubt.isPresent() && doubt.get().kind() == Move.Doubt.Kind.ASTRAY) {
            mendReplyPath(link, budget);
            doubt = astray(places, link, budget.next());
        }
        if (doubt.isPresent()) {
            return ActionResult.failed(doubt.get().text(), FailureScope.RETRY_HERE);
        }
        gate.await(() -> isSettled(places), shortest(budget));
        CheckResult seen = Diagnosis.check(network.view(), address, inet, places);
        if (seen.kind() != CheckResult.Kind.HEALTHY) {
            return ActionResult.failed(seen.reason(), FailureScope.RETRY_HERE);
        }
        budget.step(IpStep.VERIFIED);
        return ActionResult.done();
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

    private List<KernelResult> delete(List<InterfaceAddress> entries, Budget budget) throws InterruptedException {
        Move move = new Move(MovePlan.away(entries), List.of(), Move.Work.NONE, budget::step);
        return host.batcher().run(move, budget.next()).troubles();
    }

    private boolean isSettled(Places places) {
        return Diagnosis.obstacle(network.view(), places.current()).isPresent()
                || Diagnosis.check(network.view(), address, inet, places).kind() == CheckResult.Kind.HEALTHY;
    }

    private InterfaceAddress wanted(Link link) {
        InterfaceAddress plain =
                InterfaceAddress.of(link.index(), inet, address.length()).withProtocol(MovePlan.OURS);
        return labelOn.apply(link.name()).map(plain::withLabel).orElse(plain);
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

    private List<InterfaceAddress> entries(Budget budget) throws InterruptedException {
        return network.view().current()
                ? network.view().addressesOf(inet)
                : dump(budget).value().orElse(network.view().addressesOf(inet));
    }

    private KernelAnswer<List<InterfaceAddress>> dump(Budget budget) throws InterruptedException {
        KernelAnswer<List<InterfaceAddress>> all = network.dumpAddresses(budget.next());
        return all.value().isEmpty()
                ? all
                : new KernelAnswer.Answered<>(all.value().get().stream()
                        .filter(entry -> entry.address().equals(inet))
                        .toList());
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

    /** First aid proves nothing: the recovery that follows does. */
    private record Announcing(Announcer announcer, Link link) implements Move.Work {
        @Override
        public void announce() {
            announcer.announce(link);
        }

        @Override
        public Optional<Move.Doubt> prove(Duration timeout) {
            return Optional.empty();
        }
    }
}
