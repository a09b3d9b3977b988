package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.Notes.NotDurableException;
import org.recoverykit.spi.Ownership;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One protected address on one node. The verbs; what they are made of is in {@link AddressMover}, {@link ReplyPath} and
 * {@link InterfaceSettings}. On the way of a recovery nothing slow comes before the first announcement.
 */
final class IpKit implements RecoveryKit {
    private static final Logger LOG = LoggerFactory.getLogger(IpKit.class);

    /** It takes microseconds. */
    private static final Duration SOCKET_OPENS = Duration.ofMillis(200);

    private final ProtectedAddress address;
    private final Inet4Address inet;
    private final ResourceContext context;
    private final IpHost host;
    private final LinuxNetwork network;
    private final InterfaceSettings settings;
    private final Optional<ReplyPath> replyPath;
    private final Upkeep upkeep;
    private final Announcer announcer;
    private final AddressMover mover;
    private final DeepCheck deepCheck;
    private final IpWatcher watcher;
    private final Aid aid;
    private final AtomicBoolean closed = new AtomicBoolean();

    private volatile Places places;
    private volatile Watch attendance = () -> {};
    private volatile Ownership ownership = Ownership.permanent();

    /** Whether the network was told of the address by this kit object since it is in service. */
    private final AtomicBoolean told = new AtomicBoolean();

    IpKit(IpConfig config, ResourceContext context, IpHost host) {
        this.address = config.protectedAddress();
        this.inet = address.inetAddress();
        this.context = context;
        this.host = host;
        this.network = host.network();
        this.places = Places.of(config, context.notes().all());
        this.settings = new InterfaceSettings(host.ledger(), context.notes(), context.tag(), config);
        ReplyPath path = new ReplyPath(network, address);
        boolean prepared =
                config.routes() == ReplyRoutes.PREPARE && config.backup().isPresent();
        this.replyPath = prepared ? Optional.of(path) : Optional.empty();
        this.upkeep = new Upkeep(network, context, settings, replyPath, () -> places);
        this.announcer = new Announcer(network, context, address, config.announce());
        ViewGate gate = new ViewGate();
        this.mover = new AddressMover(address, config::labelOn, host, replyPath, announcer, gate);
        this.deepCheck = new DeepCheck(network, address, path, prepared, mover, this::ground);
        this.watcher = new IpWatcher(network, context, config, () -> places, gate, new Returns());
        this.aid = new Aid(context, mover, () -> places, watcher::guards);
    }

    private KernelAnswer<ReplyGround> ground(Places at, Duration timeout) {
        return host.grounds().of(at, context.time().nanoTime(), timeout);
    }

    /** Begins to listen to the kernel. */
    void open() {
        places.all().forEach(this::readyToAnnounce);
        attendance = host.firstAid().attend(aid, places.all());
        watcher.listen();
    }

    /** Opened beforehand: the first announcement does not wait for a socket. What fails is told when it is used. */
    private void readyToAnnounce(String interfaceName) {
        network.view().link(interfaceName).ifPresent(link -> network.arp().prepare(link.index(), SOCKET_OPENS));
    }

    @Override
    public ActionResult restore(Call call) throws InterruptedException {
        return aid.apart(() -> restoreApart(call));
    }

    private ActionResult restoreApart(Call call) throws InterruptedException {
        Budget budget = new Budget(call);
        pause();
        ActionResult result = bringUp(budget);
        if (result.kind() == ActionResult.Kind.DONE) {
            arrived(call);
            return result;
        }
        ActionResult taken = takeBack(budget);
        return taken.kind() == ActionResult.Kind.DONE
                ? result
                : ActionResult.indeterminate(result.reason() + "; taking it back: " + taken.reason());
    }

    @Override
    public ActionResult remove(Call call) throws InterruptedException {
        pause();
        announcer.stop();
        return aid.apart(() -> takeBack(new Budget(call)));
    }

    @Override
    public ActionResult isolate(Call call) throws InterruptedException {
        watcher.pause();
        announcer.stop();
        return aid.apart(() -> mover.withdraw(places, new Budget(call)));
    }

    @Override
    public CheckResult quickCheck(Call call) {
        CheckResult seen = Diagnosis.check(network.view(), address, inet, places);
        if (seen.kind() == CheckResult.Kind.HEALTHY) {
            ownership = call.ownership();
            if (ownership.valid() && told.compareAndSet(false, true)) {
                announceAnew();
            }
            watcher.guard();
            upkeep.resume();
        }
        return seen;
    }

    @Override
    public CheckResult deepCheck(Call call) throws InterruptedException {
        CheckResult seen = quickCheck(call);
        return seen.kind() == CheckResult.Kind.HEALTHY ? deepCheck.check(places, new Budget(call)) : seen;
    }

    @Override
    public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
        return aid.apart(() -> mend(call));
    }

    private ActionResult mend(Call call) throws InterruptedException {
        Budget budget = new Budget(call);
        pause();
        ActionResult result = placeSomewhere(budget);
        if (result.kind() != ActionResult.Kind.DONE) {
            return result;
        }
        Optional<String> unsettled = upkeep.resettle(budget);
        arrived(call);
        return unsettled.isEmpty() ? result : ActionResult.done(result.reason() + ", but " + unsettled.get());
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            attendance.close();
            watcher.close();
            announcer.stop();
            host.release();
        }
    }

    private ActionResult bringUp(Budget budget) throws InterruptedException {
        if (usable().isEmpty()) {
            return nowhere();
        }
        if (replyPath.isPresent()) {
            KernelResult learnt = replyPath.get().learn(places, budget.next());
            if (!learnt.ok()) {
                return ActionResult.failed(learnt.message(), FailureScope.TRY_ELSEWHERE);
            }
        }
        try {
            Optional<String> unsettled = upkeep.settle(budget);
            if (unsettled.isPresent()) {
                return ActionResult.failed(unsettled.get(), FailureScope.TRY_ELSEWHERE);
            }
        } catch (NotDurableException unwritten) {
            return ActionResult.failed(
                    "the interfaces' settings cannot be noted, so they are not changed: " + unwritten.getMessage(),
                    FailureScope.TRY_ELSEWHERE);
        }
        if (replyPath.isPresent()) {
            Optional<KernelResult> trouble = replyPath.get().prepare(budget.next());
            if (trouble.isPresent()) {
                return ActionResult.failed(trouble.get().message(), FailureScope.TRY_ELSEWHERE);
            }
            budget.step(IpStep.ROUTES_PREPARED);
        }
        return placeSomewhere(budget);
    }

    /** The current interface first, then the spare one; a change of place is noted when it has been verified. */
    private ActionResult placeSomewhere(Budget budget) throws InterruptedException {
        List<String> refusals = new ArrayList<>();
        for (Places candidate : usable()) {
            ActionResult result = mover.place(candidate, budget);
            if (result.kind() == ActionResult.Kind.DONE) {
                return settle(candidate, budget);
            }
            if (result.kind() == ActionResult.Kind.INDETERMINATE) {
                return result;
            }
            refusals.add(candidate.current() + ": " + result.reason());
        }
        if (refusals.isEmpty()) {
            return nowhere();
        }
        String rest = Diagnosis.obstacles(network.view(), places);
        return ActionResult.failed(
                address + " could not be put on " + String.join(", nor on ", refusals)
                        + (rest.isEmpty() ? "" : "; " + rest),
                FailureScope.TRY_ELSEWHERE);
    }

    private ActionResult settle(Places arrivedAt, Budget budget) {
        String from = places.current();
        places = arrivedAt;
        boolean moved = !from.equals(arrivedAt.current());
        String what = moved ? "moved from " + from + " to " + arrivedAt.current() : "on " + arrivedAt.current();
        try {
            context.notes().putAll(arrivedAt.notes());
            budget.step(IpStep.PLACE_NOTED);
        } catch (NotDurableException unwritten) {
            // The address works, and a new start finds it where it is: going back would only cost a second outage.
            return ActionResult.done(what + ", which could not be noted: " + unwritten.getMessage());
        }
        return ActionResult.done(what);
    }

    private void arrived(Call call) {
        ownership = call.ownership();
        told.set(true);
        announcer.repeat(places.current(), ownership);
        watcher.guard();
        upkeep.resume();
    }

    private void pause() throws InterruptedException {
        watcher.pause();
        upkeep.pause();
    }

    private ActionResult takeBack(Budget budget) throws InterruptedException {
        told.set(false);
        ActionResult gone = mover.withdraw(places, budget);
        if (gone.kind() != ActionResult.Kind.DONE) {
            return gone;
        }
        List<String> leftovers = new ArrayList<>();
        if (replyPath.isPresent()) {
            replyPath.get().remove(budget.next()).forEach(trouble -> leftovers.add(trouble.message()));
            budget.step(IpStep.ROUTES_REMOVED);
        }
        try {
            settings.giveBack(budget::step, budget.next()).ifPresent(leftovers::add);
        } catch (NotDurableException unwritten) {
            leftovers.add(unwritten.getMessage());
        }
        leftovers.forEach(left -> LOG.warn("event=left-behind tag={} reason=\"{}\"", context.tag(), left));
        return leftovers.isEmpty()
                ? gone
                : ActionResult.done("the address is gone; left behind: " + String.join("; ", leftovers));
    }

    /**
     * The places that can carry the address now, in the order in which to try them: where it works already first. First aid
     * has put it there before the noted interface got its carrier back, or a former life has, which died before it noted
     * that; moving it back would cost a second outage.
     */
    private List<Places> usable() {
        Places noted = places;
        Places other = noted.swapped();
        boolean isThere = aid.hasMoved()
                || Diagnosis.check(network.view(), address, inet, other).kind() == CheckResult.Kind.HEALTHY;
        return (isThere ? Stream.of(other, noted) : Stream.of(noted, other))
                .distinct()
                .filter(candidate ->
                        Diagnosis.obstacle(network.view(), candidate.current()).isEmpty())
                .toList();
    }

    private ActionResult nowhere() {
        return ActionResult.failed(
                "no interface can carry " + address + ": " + Diagnosis.obstacles(network.view(), places),
                FailureScope.TRY_ELSEWHERE);
    }

    /**
     * Frames sent while the cable was out were dropped without a word. And whoever finds the address in service cannot know
     * whether its former life was killed after adding and before announcing it: clients would ask the node that had it before.
     */
    private void announceAnew() {
        network.view().link(places.current()).ifPresent(announcer::announce);
        announcer.repeat(places.current(), ownership);
    }

    /** What to do when an interface comes back. */
    private final class Returns implements IpWatcher.Reaction {
        @Override
        public void carrierBack() {
            announceAnew();
        }

        @Override
        public void interfaceBack() {
            upkeep.interfaceBack();
        }
    }
}
