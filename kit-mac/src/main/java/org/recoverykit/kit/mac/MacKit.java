package org.recoverykit.kit.mac;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.Notes.NotDurableException;
import org.recoverykit.spi.Ownership;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One protected hardware address on one node. The verbs; what they are made of is in {@link Mover}, {@link Changer} and
 * {@link Evidence}.
 */
final class MacKit implements RecoveryKit {
    private static final Logger LOG = LoggerFactory.getLogger(MacKit.class);

    private final MacConfig config;
    private final ResourceContext context;
    private final MacHost host;
    private final LinuxNetwork network;
    private final MacNotes notes;
    private final DownTime downTime;
    private final Changer changer;
    private final Announcer announcer;
    private final TrafficProof traffic;
    private final Mover mover;
    private final LinkTrust trust;
    private final MacWatcher watcher;
    private final AtomicBoolean closed = new AtomicBoolean();

    private volatile Places places;
    private volatile Ownership ownership = Ownership.permanent();

    /** Whether a target has answered to the address since it is in service; only then its silence means something. */
    private volatile boolean heard;

    MacKit(MacConfig config, ResourceContext context, MacHost host) {
        this.config = config;
        this.context = context;
        this.host = host;
        this.network = host.network();
        this.notes = new MacNotes(context.notes());
        this.places = Places.of(config, notes.place());
        this.downTime = new DownTime(network, notes, new SavedFile(context.workDirectory()));
        this.changer = new Changer(network, downTime);
        this.announcer = new Announcer(network, context);
        this.traffic = new TrafficProof(network, context.time(), config.neighbours());
        ViewGate gate = new ViewGate();
        this.mover = new Mover(network, notes, changer, announcer, traffic, gate);
        this.trust = new LinkTrust(network.view(), context, config.linkSettings(), gate);
        this.watcher = new MacWatcher(network, context, this::look, gate);
    }

    /** Begins to listen to the kernel, and tells parents where the address is to be. */
    void open() {
        watcher.listen(places.all(), trust, this::announceAnew);
        try {
            recordAddress();
            notes.places(places);
        } catch (NotDurableException unwritten) {
            LOG.warn("event=not-noted tag={} reason=\"{}\"", context.tag(), unwritten.getMessage());
        }
    }

    @Override
    public ActionResult restore(Call call) throws InterruptedException {
        Budget budget = new Budget(call);
        watcher.pause();
        try {
            return bringUp(budget);
        } catch (NotDurableException unwritten) {
            return ActionResult.failed(
                    "the address cannot be noted, so it is not taken: " + unwritten.getMessage(),
                    FailureScope.TRY_ELSEWHERE);
        }
    }

    @Override
    public ActionResult remove(Call call) throws InterruptedException {
        watcher.pause();
        announcer.stop();
        Budget budget = new Budget(call);
        try {
            return takeBack(budget);
        } catch (NotDurableException unwritten) {
            return ActionResult.indeterminate("what the interfaces had cannot be noted: " + unwritten.getMessage());
        }
    }

    @Override
    public CheckResult quickCheck(Call call) {
        CheckResult seen = look();
        if (seen.kind() == CheckResult.Kind.HEALTHY) {
            ownership = call.ownership();
            watcher.guard();
        }
        return seen;
    }

    @Override
    public CheckResult deepCheck(Call call) throws InterruptedException {
        CheckResult seen = quickCheck(call);
        // A carrier that is gone and overlooked for some time is overlooked here too.
        Optional<Link> link = network.view().link(places.current()).filter(Link::hasCarrier);
        Optional<MacAddress> address = notes.address();
        if (seen.kind() != CheckResult.Kind.HEALTHY || link.isEmpty() || address.isEmpty()) {
            return seen;
        }
        return new DeepCheck(network, traffic)
                .check(link.get(), address.get(), heard, new Budget(call), () -> heard = true);
    }

    @Override
    public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
        watcher.pause();
        Budget budget = new Budget(call);
        Optional<MacAddress> address = notes.address();
        if (address.isEmpty() || !isHeld()) {
            return ActionResult.failed("this node does not hold the address", problem.scope());
        }
        try {
            finishDownTime(budget);
            return placeSomewhere(new ProtectedMac(address.get()), budget);
        } catch (NotDurableException unwritten) {
            return ActionResult.failed(
                    "the interfaces' addresses cannot be noted, so they are not changed: " + unwritten.getMessage(),
                    FailureScope.TRY_ELSEWHERE);
        }
    }

    @Override
    public List<KitCommand.Description> commands() {
        return List.of(
                new KitCommand.Description(
                        GiveBack.VERB,
                        Map.of(),
                        "gives the interface at home its own address back for good; only when no node uses the protected address"));
    }

    @Override
    public CommandResult perform(Call call, KitCommand command) throws InterruptedException {
        return command.verb().equals(GiveBack.VERB)
                ? new GiveBack(network, notes, changer, announcer).perform(new Budget(call))
                : RecoveryKit.super.perform(call, command);
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            watcher.close();
            announcer.stop();
            host.release(context.tag());
        }
    }

    private CheckResult look() {
        Optional<String> incomplete = notes.down();
        if (incomplete.isPresent()) {
            return CheckResult.unhealthy(
                    incomplete.get() + " was set down to change its address, and does not have everything back");
        }
        CheckResult seen = Verdicts.check(network.view(), notes.address(), isHeld(), places);
        return seen.kind() == CheckResult.Kind.UNHEALTHY && isHeld() && isAlone() ? trust.weigh(seen, places) : seen;
    }

    private boolean isAlone() {
        return notes.address()
                .filter(address -> Verdicts.isAlone(network.view(), address, places))
                .isPresent();
    }

    /** Not by what a former boot of this machine took: an interface at home has its own address then, whoever else has it. */
    private boolean isHeld() {
        String boot = host.surroundings().boot();
        return notes.held()
                .filter(hold -> config.nodes() == Holders.ONE || hold.boot().equals(boot))
                .isPresent();
    }

    /** What a former life left half done comes first: the address goes where it was, not where there is carrier by chance. */
    private void finishDownTime(Budget budget) throws InterruptedException {
        Optional<String> begun = notes.down();
        if (begun.isEmpty()) {
            return;
        }
        Optional<String> unfinished = downTime.finish(budget);
        unfinished.ifPresent(text -> LOG.warn("event=not-put-back tag={} reason=\"{}\"", context.tag(), text));
        if (begun.get().equals(places.current())) {
            mover.awaitCarrier(places, budget);
        }
    }

    private ActionResult bringUp(Budget budget) throws InterruptedException {
        finishDownTime(budget);
        Optional<MacAddress> address = recordAddress();
        if (address.isEmpty()) {
            return ActionResult.failed(
                    "the protected address is not known: " + config.device()
                            + ", whose own it is, does not exist; plug it in, or name the address",
                    FailureScope.TRY_ELSEWHERE);
        }
        Optional<String> objection = new Evidence(
                        config.nodes(),
                        notes.held(),
                        notes.letGo(),
                        host.surroundings().boot())
                .objection(budget.call().why(), budget.call().ownership());
        if (objection.isPresent()) {
            return letBe(new ProtectedMac(address.get()), objection.get(), budget);
        }
        notes.hold(
                new Hold(budget.call().ownership().epoch(), host.surroundings().boot()));
        budget.step(MacStep.HELD);
        return placeSomewhere(new ProtectedMac(address.get()), budget);
    }

    /** Whoever may not have it does not use it, either: an interface at home has it by merely being switched on. */
    private ActionResult letBe(ProtectedMac mac, String objection, Budget budget) throws InterruptedException {
        noteOriginals(mac, budget);
        ActionResult gone = mover.withdraw(mac, places, budget);
        return gone.kind() == ActionResult.Kind.DONE
                ? ActionResult.failed(objection, FailureScope.TRY_ELSEWHERE)
                : ActionResult.indeterminate(objection + "; taking it off: " + gone.reason());
    }

    /** The home interface's own, the first time it is seen; what is noted stays. What the settings say comes first. */
    private Optional<MacAddress> recordAddress() {
        Optional<MacAddress> known = config.protectedAddress().or(notes::address);
        Optional<MacAddress> address = known.or(() -> network.view()
                .link(config.device())
                .flatMap(link -> link.permanentAddress().or(link::hardwareAddress)));
        address.filter(found -> !notes.address().equals(Optional.of(found))).ifPresent(notes::address);
        return address;
    }

    /** The current interface first, then the spare one; a change of place is noted when it has been verified. */
    private ActionResult placeSomewhere(ProtectedMac mac, Budget budget) throws InterruptedException {
        noteOriginals(mac, budget);
        trust.awaitSettled(places, budget);
        List<String> refusals = new ArrayList<>();
        for (Places candidate : trust.usable(places)) {
            Optional<String> refused = LinkRules.refusal(network.view(), candidate.current(), host.surroundings());
            ActionResult result = refused.isPresent()
                    ? ActionResult.failed(refused.get(), FailureScope.TRY_ELSEWHERE)
                    : mover.place(mac, candidate, budget);
            if (result.kind() == ActionResult.Kind.DONE) {
                return settle(mac, candidate, budget);
            }
            if (result.kind() == ActionResult.Kind.INDETERMINATE) {
                return result;
            }
            refusals.add(candidate.current() + ": " + result.reason());
        }
        String rest = Verdicts.obstacles(network.view(), places);
        return ActionResult.failed(
                refusals.isEmpty()
                        ? "no interface can carry " + mac + ": " + rest
                        : mac + " could not be put on " + String.join(", nor on ", refusals)
                                + (rest.isEmpty() ? "" : "; " + rest),
                FailureScope.TRY_ELSEWHERE);
    }

    private void noteOriginals(ProtectedMac mac, Budget budget) throws InterruptedException {
        List<Original> found = new ArrayList<>();
        for (String name : places.all()) {
            Optional<Link> link = network.view().link(name);
            if (link.isPresent() && notes.original(name).isEmpty()) {
                network.askLink(link.get().index(), budget.next())
                        .value()
                        .flatMap(now -> now.hardwareAddress().map(current -> Original.of(now, current, mac)))
                        .ifPresent(found::add);
            }
        }
        if (!found.isEmpty()) {
            notes.originals(found);
            budget.step(MacStep.NOTED);
        }
    }

    private ActionResult settle(ProtectedMac mac, Places arrivedAt, Budget budget) {
        String from = places.current();
        places = arrivedAt;
        boolean moved = !from.equals(arrivedAt.current());
        String what = moved ? "moved from " + from + " to " + arrivedAt.current() : "on " + arrivedAt.current();
        ownership = budget.call().ownership();
        heard = false;
        announcer.repeat(arrivedAt.current(), mac.address(), ownership);
        watcher.guard();
        try {
            notes.places(arrivedAt);
            budget.step(MacStep.PLACE_NOTED);
        } catch (NotDurableException unwritten) {
            // It works, and a new start finds it; but parents that follow read the note.
            return ActionResult.done(what + ", which could not be noted: " + unwritten.getMessage());
        }
        return ActionResult.done(what);
    }

    private ActionResult takeBack(Budget budget) throws InterruptedException {
        Optional<String> unfinished = downTime.finish(budget);
        if (unfinished.isPresent()) {
            return ActionResult.indeterminate(unfinished.get());
        }
        Optional<MacAddress> address = recordAddress();
        if (address.isEmpty()) {
            // Never seen, so never taken.
            return ActionResult.done();
        }
        ProtectedMac mac = new ProtectedMac(address.get());
        noteOriginals(mac, budget);
        ActionResult gone = mover.withdraw(mac, places, budget);
        if (gone.kind() != ActionResult.Kind.DONE) {
            return gone;
        }
        if (isLettingGo(budget.call().why())) {
            notes.letGo(budget.call().ownership().epoch());
            budget.step(MacStep.LET_GO);
        }
        // What an interface at home had is needed until it has it again.
        notes.originals().stream()
                .filter(original -> !mac.isOwnOf(original.address()))
                .forEach(notes::forget);
        budget.step(MacStep.NOTES_CLEARED);
        return gone;
    }

    /** Taken out to be brought in again here, nobody else may take it meanwhile. */
    private static boolean isLettingGo(Call.Why why) {
        return switch (why) {
            case COMMAND, SWITCHOVER, FAILOVER -> true;
            case CHECK, START, RECOVERY, UNWIND -> false;
        };
    }

    /** Frames sent while the cable was out were dropped without a word. */
    private void announceAnew() {
        Optional<MacAddress> address = notes.address();
        if (address.isPresent() && look().kind() == CheckResult.Kind.HEALTHY && ownership.valid()) {
            announcer.repeat(places.current(), address.get(), ownership);
            network.view().link(places.current()).ifPresent(link -> announcer.announce(link.index(), address.get()));
        }
    }
}
