package org.recoverykit.kit.mac;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/**
 * Puts the protected address on one interface, or takes it off all, and proves it by the kernel. Whoever has it now leaves it
 * first: never do two ports of a switch have one address.
 */
final class Mover {
    /** A cable's carrier takes some seconds to come back after its interface was down. */
    private static final Duration CARRIER = Duration.ofSeconds(10);

    /** The same, where the other interface is ready; to go there may cost as much. */
    private static final Duration CARRIER_OR_OTHER = Duration.ofSeconds(3);

    private static final int ASKED_BEFORE = 2;
    private static final int ASKED_AFTER = 6;

    private final LinuxNetwork network;
    private final MacNotes notes;
    private final Changer changer;
    private final Announcer announcer;
    private final TrafficProof traffic;
    private final ViewGate gate;

    Mover(
            LinuxNetwork network,
            MacNotes notes,
            Changer changer,
            Announcer announcer,
            TrafficProof traffic,
            ViewGate gate) {
        this.network = network;
        this.notes = notes;
        this.changer = changer;
        this.announcer = announcer;
        this.traffic = traffic;
        this.gate = gate;
    }

    /** Waits for the carrier of the current interface, which was set up a moment ago. */
    void awaitCarrier(Places places, Budget budget) throws InterruptedException {
        Duration most = Verdicts.usable(network.view(), places).isEmpty() ? CARRIER : CARRIER_OR_OTHER;
        gate.await(() -> Verdicts.obstacle(network.view(), places.current()).isEmpty(), budget.next(most));
    }

    /** An interface before a change, to go back to. */
    private record Before(Link link, MacAddress address) {}

    /** On the current one of these places and nowhere else. Idempotent; announces, once. What fails is taken back. */
    ActionResult place(ProtectedMac mac, Places places, Budget budget) throws InterruptedException {
        Optional<Link> found = network.view().link(places.current());
        Optional<String> obstacle = Verdicts.obstacle(network.view(), places.current());
        if (obstacle.isPresent() || found.isEmpty()) {
            return ActionResult.failed(obstacle.orElse(places.current() + " does not exist"), FailureScope.RETRY_HERE);
        }
        if (!budget.call().ownership().valid()) {
            return ActionResult.failed("this node no longer owns the address", FailureScope.TRY_ELSEWHERE);
        }
        Deque<Before> changed = new ArrayDeque<>();
        ActionResult result = carry(mac, places, found.get(), changed, budget);
        return result.kind() == ActionResult.Kind.DONE ? result : undo(changed, result, budget);
    }

    private ActionResult carry(ProtectedMac mac, Places places, Link link, Deque<Before> changed, Budget budget)
            throws InterruptedException {
        MacAddress current = askedAddress(link, budget);
        boolean there = current.equals(mac.address());
        boolean heardBefore = !there
                && !traffic.isImpossible()
                && traffic.ask(link, current, ASKED_BEFORE, budget).any();
        ActionResult left = leaveOthers(mac, places, changed, budget);
        if (left.kind() != ActionResult.Kind.DONE) {
            return left;
        }
        if (!there) {
            budget.step(MacStep.ABOUT_TO_TAKE);
            changed.push(new Before(link, current));
            ActionResult taken = changer.change(link, mac.address(), budget);
            if (taken.kind() != ActionResult.Kind.DONE) {
                return taken;
            }
            budget.step(MacStep.TAKEN);
        }
        announcer.announce(link.index(), mac.address());
        budget.step(MacStep.ANNOUNCED);
        return confirm(mac, places, link, heardBefore, budget);
    }

    /** The other interface may be dead and come back: it must not bring a second owner with it. */
    private ActionResult leaveOthers(ProtectedMac mac, Places places, Deque<Before> changed, Budget budget)
            throws InterruptedException {
        for (String name : places.all().subList(1, places.all().size())) {
            Optional<Link> other = network.view().link(name);
            if (other.isPresent() && askedAddress(other.get(), budget).equals(mac.address())) {
                changed.push(new Before(other.get(), mac.address()));
                ActionResult left = leave(mac, other.get(), budget);
                if (left.kind() != ActionResult.Kind.DONE) {
                    return left;
                }
            }
        }
        return ActionResult.done();
    }

    private ActionResult leave(ProtectedMac mac, Link link, Budget budget) throws InterruptedException {
        budget.step(MacStep.ABOUT_TO_LEAVE);
        ActionResult left = changer.change(link, rest(mac, link.name()), budget);
        if (left.kind() == ActionResult.Kind.DONE) {
            budget.step(MacStep.LEFT);
        }
        return left;
    }

    private MacAddress rest(ProtectedMac mac, String name) {
        return mac.restOf(notes.original(name).map(Original::address).orElse(mac.address()));
    }

    private ActionResult confirm(ProtectedMac mac, Places places, Link link, boolean heardBefore, Budget budget)
            throws InterruptedException {
        gate.await(() -> isSettled(mac, places), budget.next(CARRIER));
        CheckResult seen = Verdicts.check(network.view(), Optional.of(mac.address()), true, places);
        if (seen.kind() != CheckResult.Kind.HEALTHY) {
            return ActionResult.failed(seen.reason(), FailureScope.RETRY_HERE);
        }
        if (heardBefore) {
            TrafficProof.Answers answers = traffic.ask(link, mac.address(), ASKED_AFTER, budget);
            if (!answers.any() && answers.trouble().isEmpty()) {
                return ActionResult.failed(
                        link.name() + " took " + mac + ", but " + traffic.names()
                                + " answered before and does not answer to it: something drops its frames; look at the"
                                + " switch's port security, or at the hypervisor's rule about forged addresses",
                        FailureScope.RETRY_HERE);
            }
        }
        budget.step(MacStep.VERIFIED);
        return ActionResult.done();
    }

    private boolean isSettled(ProtectedMac mac, Places places) {
        return Verdicts.check(network.view(), Optional.of(mac.address()), true, places)
                        .kind()
                == CheckResult.Kind.HEALTHY;
    }

    /** Newest first: the interface that took it gives it up before the one that had it gets it again. */
    private ActionResult undo(Deque<Before> changed, ActionResult failed, Budget budget) throws InterruptedException {
        List<String> troubles = new ArrayList<>();
        for (Before before : changed) {
            ActionResult back = changer.change(before.link(), before.address(), budget);
            if (back.kind() == ActionResult.Kind.DONE) {
                announcer.announce(before.link().index(), before.address());
            } else {
                troubles.add(back.reason());
            }
        }
        if (!troubles.isEmpty()) {
            return ActionResult.indeterminate(failed.reason() + "; taking it back: " + String.join("; ", troubles));
        }
        boolean any = !changed.isEmpty();
        return failed.kind() == ActionResult.Kind.INDETERMINATE || any
                ? ActionResult.failed(failed.reason() + "; it was taken back", FailureScope.RETRY_HERE)
                : failed;
    }

    /** Off every interface of this node, each of which has its own address again. Idempotent; Done is proven. */
    ActionResult withdraw(ProtectedMac mac, Places places, Budget budget) throws InterruptedException {
        List<String> names = new ArrayList<>(places.all());
        notes.originals().stream()
                .map(Original::name)
                .filter(name -> !names.contains(name))
                .forEach(names::add);
        for (String name : names) {
            Optional<Link> link = network.view().link(name);
            boolean known = notes.original(name).isPresent();
            if (link.isPresent() && (known || askedAddress(link.get(), budget).equals(mac.address()))) {
                ActionResult left = giveBack(mac, link.get(), budget);
                if (left.kind() != ActionResult.Kind.DONE) {
                    return left.kind() == ActionResult.Kind.FAILED && isFree(mac, link.get(), budget)
                            ? left
                            : ActionResult.indeterminate(left.reason());
                }
            }
        }
        gate.await(() -> names.stream().noneMatch(name -> shows(mac, name)), budget.next(CARRIER));
        return ActionResult.done();
    }

    private ActionResult giveBack(ProtectedMac mac, Link link, Budget budget) throws InterruptedException {
        MacAddress rest = rest(mac, link.name());
        if (askedAddress(link, budget).equals(rest)) {
            return ActionResult.done();
        }
        ActionResult left = leave(mac, link, budget);
        if (left.kind() == ActionResult.Kind.DONE) {
            announcer.announce(link.index(), rest);
        }
        return left;
    }

    private boolean isFree(ProtectedMac mac, Link link, Budget budget) throws InterruptedException {
        KernelAnswer<Link> now = network.askLink(link.index(), budget.next());
        return now.value()
                        .flatMap(Link::hardwareAddress)
                        .filter(mac.address()::equals)
                        .isEmpty()
                && now.value().isPresent();
    }

    private boolean shows(ProtectedMac mac, String name) {
        return network.view()
                .link(name)
                .flatMap(Link::hardwareAddress)
                .filter(mac.address()::equals)
                .isPresent();
    }

    /** The kernel's own word; the table may not have heard yet. */
    private MacAddress askedAddress(Link link, Budget budget) throws InterruptedException {
        return network.askLink(link.index(), budget.next())
                .value()
                .flatMap(Link::hardwareAddress)
                .or(link::hardwareAddress)
                .orElse(MacAddress.ZERO);
    }
}
