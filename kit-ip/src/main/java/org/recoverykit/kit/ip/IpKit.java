package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.recoverykit.kit.ip.DuplicateDetection.Uniqueness;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.Notes.NotDurableException;
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
    private final ResourceContext context;
    private final IpHost host;
    private final PlaceBook book;
    private final LinuxNetwork network;
    private final InterfaceSettings settings;
    private final Optional<ReplyPath> replyPath;

    /** To clear away, also when a backup interface was there only once. */
    private final ReplyPath path;

    private final boolean prepares;
    private final Orphans orphans;
    private final Upkeep upkeep;
    private final Announcer announcer;
    private final Herald herald;
    private final AddressForm form;
    private final AddressMover mover;
    private final DeepCheck deepCheck;
    private final LastDiagnosis diagnosis;
    private final IpWatcher watcher;
    private final Surroundings surroundings;
    private final HomeNamespace home;
    private final ViewGate gate = new ViewGate();
    private final Aid aid;
    private final AtomicBoolean closed = new AtomicBoolean();

    private final Optional<Follow> follow;
    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    IpKit(IpConfig config, ResourceContext context, IpHost host) {
        this(config, context, host, Optional.empty());
    }

    /** With somebody to follow the kit chooses no interface of its own. */
    IpKit(IpConfig config, ResourceContext context, IpHost host, Optional<Follow> follow) {
        this.follow = follow;
        this.address = config.protectedAddress();
        this.context = context;
        this.host = host;
        this.orphans = config.orphans();
        this.network = host.network();
        this.book = new PlaceBook(config, context);
        this.settings = new InterfaceSettings(host.ledger(), context.notes(), context.tag(), config);
        this.announcer = new Announcer(
                network,
                context,
                address,
                host.frames(),
                config.announce(),
                config.announcing().orElse(Announcing.DEFAULT));
        this.herald = new Herald(network.view(), announcer, book);
        this.surroundings = new Surroundings(config, context, host, book, herald);
        this.home = new HomeNamespace(host.namespace(), context.notes());
        this.path = new ReplyPath(network, address, surroundings.candidates()::trust);
        this.prepares = config.routes() == ReplyRoutes.PREPARE;
        boolean prepared = prepares && config.backup().isPresent();
        this.replyPath = prepared ? Optional.of(path) : Optional.empty();
        this.upkeep = new Upkeep(network, context, settings, replyPath, book);
        this.form = new AddressForm(address, config::labelOn, config.ipv6Settings(), context.time());
        this.mover = new AddressMover(address, form, config.ipv6Settings(), host, replyPath, announcer, gate);
        this.diagnosis = new LastDiagnosis(network::view, address);
        this.deepCheck = new DeepCheck(
                network,
                address,
                path,
                prepared,
                mover,
                this::ground,
                this::link,
                surroundings.reachability(herald::announceAnew));
        this.watcher = new IpWatcher(network, context, diagnosis, book, gate, new Returns(herald, form, upkeep));
        AidGuard guard = new AidGuard(follow.isEmpty(), watcher, surroundings.candidates(), path);
        this.aid = new Aid(context, network, mover, announcer, book, guard);
    }

    private KernelAnswer<ReplyGround> ground(Places at, Duration timeout) {
        return host.grounds().of(at, context.time().nanoTime(), timeout);
    }

    private KernelAnswer<Link> link(int ifindex, Duration timeout) {
        return host.links().of(ifindex, context.time().nanoTime(), timeout);
    }

    /** Begins to listen to the kernel. */
    void open() {
        book.get().all().forEach(this::readyToAnnounce);
        surroundings.listen();
        watches.add(host.firstAid().attend(aid, book.get().all()));
        watches.add(host.orphans().own(address.inetAddress(), context, orphans));
        watches.add(host.ports().watch(book.get().all(), herald::portChanged));
        watcher.listen();
        watches.add(network.watchAddress(address.inetAddress(), event -> aid.changed()));
        form.found(Whereabouts.seen(network.view(), address, book.get()));
    }

    /** Opened beforehand: the first announcement does not wait for a socket. What fails is told when it is used. */
    private void readyToAnnounce(String interfaceName) {
        network.view().link(interfaceName).ifPresent(link -> announcer.prepare(link, SOCKET_OPENS));
    }

    @Override
    public ActionResult restore(Call call) throws InterruptedException {
        return aid.apart(() -> restoreApart(call));
    }

    private ActionResult restoreApart(Call call) throws InterruptedException {
        follow.flatMap(Follow::places).ifPresent(book::follow);
        Optional<String> elsewhere = home.elsewhere();
        if (elsewhere.isPresent()) {
            return ActionResult.failed(elsewhere.get(), FailureScope.NOWHERE);
        }
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
        Optional<String> elsewhere = home.elsewhere();
        if (elsewhere.isPresent()) {
            return ActionResult.indeterminate(elsewhere.get());
        }
        pause();
        announcer.stop();
        return aid.apart(() -> takeBack(new Budget(call)));
    }

    @Override
    public ActionResult isolate(Call call) throws InterruptedException {
        watcher.pause();
        surroundings.pause();
        announcer.stop();
        return aid.apart(() -> mover.withdraw(book.get(), new Budget(call)));
    }

    @Override
    public CheckResult quickCheck(Call call) {
        follow.flatMap(Follow::places).ifPresent(book::follow);
        CheckResult seen = follow.flatMap(other -> other.toBeMendedFirst(network.view(), book.get()))
                .orElseGet(() -> surroundings.weigh(diagnosis.check(book.get())));
        if (seen.kind() == CheckResult.Kind.HEALTHY) {
            herald.found(call.ownership());
            watcher.guard();
            surroundings.guard();
            upkeep.resume();
            aid.refresh();
        } else if (seen.kind() == CheckResult.Kind.UNHEALTHY) {
            watcher.checkSawTrouble();
        }
        return seen;
    }

    @Override
    public CheckResult deepCheck(Call call) throws InterruptedException {
        CheckResult seen = quickCheck(call);
        if (seen.kind() != CheckResult.Kind.HEALTHY) {
            return seen;
        }
        CheckResult deeper = deepCheck.check(book.get(), new Budget(call));
        aid.refresh();
        return deeper.kind() == CheckResult.Kind.HEALTHY && !seen.reason().isEmpty()
                ? CheckResult.healthyBut(Stream.of(seen.reason(), deeper.reason())
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("; ")))
                : deeper;
    }

    @Override
    public ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
        return aid.apart(() -> mend(call));
    }

    private ActionResult mend(Call call) throws InterruptedException {
        follow.flatMap(Follow::places).ifPresent(book::follow);
        Budget budget = new Budget(call);
        pause();
        surroundings.candidates().awaitSettled(gate, budget);
        ActionResult result = placeSomewhere(herald.hasTold() ? Uniqueness.KNOWN : Uniqueness.UNKNOWN, budget);
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
            watches.forEach(Watch::close);
            surroundings.close();
            watcher.close();
            announcer.stop();
            host.release();
        }
    }

    private ActionResult bringUp(Budget budget) throws InterruptedException {
        if (usable().isEmpty()) {
            return new Tries(address).end(surroundings.candidates().obstacles());
        }
        Optional<String> conflict = surroundings.conflict(budget);
        if (conflict.isPresent()) {
            return ActionResult.failed(conflict.get(), FailureScope.RETRY_HERE);
        }
        budget.step(IpStep.PROBED);
        Optional<String> trouble = prepare(budget);
        return trouble.isPresent()
                ? ActionResult.failed(trouble.get(), FailureScope.TRY_ELSEWHERE)
                : placeSomewhere(Uniqueness.UNKNOWN, budget);
    }

    /** Makes interface settings and reply routes, and leaves the address alone. What is returned stands in the way. */
    Optional<String> prepare(Call call) throws InterruptedException {
        return prepare(new Budget(call));
    }

    private Optional<String> prepare(Budget budget) throws InterruptedException {
        if (replyPath.isPresent()) {
            KernelResult learnt = replyPath.get().learn(book.get(), budget.next());
            if (!learnt.ok()) {
                return Optional.of(learnt.message());
            }
        }
        try {
            home.enter();
            Optional<String> unsettled = upkeep.settle(budget);
            if (unsettled.isPresent()) {
                return unsettled;
            }
        } catch (NotDurableException unwritten) {
            return Optional.of(
                    "the interfaces' settings cannot be noted, so they are not changed: " + unwritten.getMessage());
        }
        if (replyPath.isPresent()) {
            Optional<KernelResult> trouble = replyPath.get().prepare(budget.next());
            if (trouble.isPresent()) {
                return Optional.of(trouble.get().message());
            }
            budget.step(IpStep.ROUTES_PREPARED);
        }
        return Optional.empty();
    }

    /** The current interface first, then the spare one; a change of place is noted when it has been verified. */
    private ActionResult placeSomewhere(Uniqueness known, Budget budget) throws InterruptedException {
        Tries tries = new Tries(address);
        // Looked for anew each time: while one was tried the other may have come back.
        for (Optional<Places> next = tries.next(usable()); next.isPresent(); next = tries.next(usable())) {
            Places candidate = next.get();
            ActionResult result = mover.place(candidate, known, aid.telling(candidate), budget);
            if (result.kind() == ActionResult.Kind.DONE) {
                return book.settle(candidate, surroundings::arrived, budget);
            }
            if (!(result instanceof ActionResult.Failed failed) || failed.scope() != FailureScope.RETRY_HERE) {
                // Not known, or nothing that the other interface could do better.
                return result;
            }
            tries.refused(candidate, result.reason());
        }
        return tries.end(surroundings.candidates().obstacles());
    }

    /** By hand: from the current interface to the spare one, or out of service only the roles of the two. */
    ActionResult moveToSpare(Call call) throws InterruptedException {
        return aid.apart(() -> {
            Budget budget = new Budget(call);
            Places target = book.get().swapped();
            if (!isHere()) {
                book.choose(target, Map.of());
                return ActionResult.done("swapped, out of service");
            }
            Optional<String> obstacle = surroundings.candidates().obstacle(target);
            if (obstacle.isPresent()) {
                return ActionResult.failed(obstacle.get(), FailureScope.RETRY_HERE);
            }
            pause();
            ActionResult moved = mover.place(target, Uniqueness.KNOWN, Move.Moment.WHEN_ADDED, budget);
            if (moved.kind() == ActionResult.Kind.DONE) {
                moved = book.settle(target, surroundings::arrived, budget);
                arrived(call);
            } else {
                quickCheck(call); // goes on watching the place where it still is
            }
            return moved;
        });
    }

    /** Where it is, or was last, and what is noted of it. */
    PlaceBook book() {
        return book;
    }

    /** Whether the address is on this node, wherever. */
    boolean isHere() {
        return !Whereabouts.seen(network.view(), address, book.get()).isEmpty();
    }

    private void arrived(Call call) {
        herald.arrived(call.ownership());
        watcher.guard();
        surroundings.guard();
        upkeep.resume();
        aid.prepare();
    }

    private void pause() throws InterruptedException {
        watcher.pause();
        surroundings.pause();
        upkeep.pause();
    }

    private ActionResult takeBack(Budget budget) throws InterruptedException {
        herald.forget();
        ActionResult gone = mover.withdraw(book.get(), budget);
        if (gone.kind() != ActionResult.Kind.DONE) {
            return gone;
        }
        surroundings.left();
        List<String> leftovers = new ArrayList<>();
        if (prepares) {
            path.remove(budget.next()).forEach(trouble -> leftovers.add(trouble.message()));
            budget.step(IpStep.ROUTES_REMOVED);
        }
        try {
            settings.giveBack(budget::step, budget.next()).ifPresent(leftovers::add);
            home.leave();
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
        Places other = book.get().swapped();
        boolean isThere = aid.hasMoved()
                || Diagnosis.check(network.view(), address, other).kind() == CheckResult.Kind.HEALTHY;
        return surroundings.candidates().usable(isThere ? Optional.of(other) : Optional.empty()).stream()
                .filter(candidate -> follow.isEmpty() || candidate.equals(book.get()))
                .toList();
    }
}
