package org.recoverykit.kit.ip;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.ReadyFrame;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.FirstAid;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * First aid for one address: the move to the spare interface, on the monitor's thread, while no action is under way. The
 * lock keeps the two apart; whoever comes second does without, or waits for some microseconds.
 *
 * <p>What clients wait for most, the announcement, is made ready beforehand (decision 0013): whether it would be given, where to, and the
 * frame itself. When the carrier goes it takes a few comparisons, the engine's permission and one system call; all the rest follows.
 */
final class Aid implements FirstAidPost.Patient {
    private static final Logger LOG = LoggerFactory.getLogger(Aid.class);

    private final ResourceContext context;
    private final LinuxNetwork network;
    private final AddressMover mover;
    private final Announcer announcer;
    private final Supplier<Places> places;
    private final Guard guard;
    private final ReentrantLock acting = new ReentrantLock();
    private final AtomicLong changes = new AtomicLong();
    private volatile ReadyAnnouncement ready = ReadyAnnouncement.NONE;
    private Optional<Link> told = Optional.empty();
    private Optional<FirstAid> permission = Optional.empty();
    private Optional<Move> given = Optional.empty();

    /** What the way to an announcement is walked for. */
    private enum Purpose {
        TELL,
        EXERCISE
    }

    /** Something that changes the address. */
    interface Action {
        ActionResult run() throws InterruptedException;
    }

    /** Whether the address may leave for the other interface at once. */
    interface Guard {
        /** Trouble is news: the address is in service and no action is under way. */
        boolean isOn();

        /** The other interface can carry the address, as far as the table tells. */
        boolean allows();

        /** Grows with all that decides where to and what is told, but for what {@link #changed} is called for. */
        long changes();
    }

    Aid(
            ResourceContext context,
            LinuxNetwork network,
            AddressMover mover,
            Announcer announcer,
            Supplier<Places> places,
            Guard guard) {
        this.context = context;
        this.network = network;
        this.mover = mover;
        this.announcer = announcer;
        this.places = places;
        this.guard = guard;
    }

    /** Runs an action; first aid that has begun is waited for, none begins meanwhile. */
    ActionResult apart(Action action) throws InterruptedException {
        acting.lockInterruptibly();
        try {
            told = Optional.empty();
            return action.run();
        } finally {
            given = Optional.empty();
            acting.unlock();
        }
    }

    /**
     * Whether clients have been told since the last action that the address is on the spare interface. For use by an action.
     */
    boolean hasMoved() {
        return given.filter(Move::succeeded).isPresent();
    }

    /** When an action that puts the address there announces it: clients who were told already are not told again. */
    Move.Moment telling(Places candidate) {
        return hasMoved() && candidate.equals(places.get().swapped()) ? Move.Moment.IF_ADDED : Move.Moment.WHEN_ADDED;
    }

    /** The address has come, or was found well: makes ready what would be told, unless nothing has changed since. Never blocks. */
    void refresh() {
        if (ready.change() != change()) {
            prepare();
        }
    }

    /** Makes it ready anew, whatever is known to have changed. */
    void prepare() {
        // Before the look: what changes during it makes its result void.
        long change = change();
        keep(announcement(change).orElseGet(() -> ReadyAnnouncement.none(change)));
    }

    /** An action's thread and the monitor's may prepare at once: whose look began later knows more. */
    private synchronized void keep(ReadyAnnouncement found) {
        ready = ready.later(found);
    }

    private Optional<ReadyAnnouncement> announcement(long change) {
        Places now = places.get();
        Optional<Link> from = network.view().link(now.current()).filter(Link::hasCarrier);
        if (from.isEmpty() || !guard.isOn() || !guard.allows()) {
            return Optional.empty();
        }
        Optional<Link> to = mover.toldAtOnce(now.swapped());
        Optional<ReadyFrame> frame = to.flatMap(announcer::ready);
        return frame.map(encoded -> new ReadyAnnouncement(from.get().index(), to, change, frame));
    }

    /** Grows with each change after which what stands ready has to be looked at anew. */
    long change() {
        return changes.get() + guard.changes();
    }

    /** The address or one of its interfaces changed. */
    @Override
    public void changed() {
        changes.incrementAndGet();
        if (guard.isOn()) {
            prepare();
        }
    }

    @Override
    public void withoutCarrier(int ifindex) {
        ReadyAnnouncement now = ready;
        if (now.from() == ifindex) {
            stand(now, Purpose.TELL);
        }
    }

    @Override
    public void exercise(int ifindex) {
        ReadyAnnouncement now = ready;
        if (now.from() == ifindex) {
            stand(now, Purpose.EXERCISE);
        }
    }

    private void stand(ReadyAnnouncement now, Purpose purpose) {
        if (now.change() != change() || !network.view().current() || !guard.isOn() || !acting.tryLock()) {
            return;
        }
        try {
            Optional<FirstAid> granted = context.firstAid();
            if (granted.isPresent() && granted.get().ownership().valid()) {
                tell(now, purpose);
            }
        } finally {
            acting.unlock();
        }
    }

    private void tell(ReadyAnnouncement now, Purpose purpose) {
        if (purpose == Purpose.EXERCISE) {
            announcer.exercise();
        } else if (announcer.announce(now.frame().orElseThrow())) {
            told = now.to();
            ready = ReadyAnnouncement.NONE;
        }
    }

    /** Only for a rehearsal. */
    void standBy(ReadyAnnouncement rehearsed) {
        ready = rehearsed;
    }

    @Override
    public Optional<Move> begin(String deadInterface) {
        if (!places.get().current().equals(deadInterface) || !guard.isOn() || !guard.allows() || !acting.tryLock()) {
            return Optional.empty();
        }
        Optional<Move> move = Optional.empty();
        try {
            permission = context.firstAid();
            move = permission.flatMap(granted -> mover.firstAid(places.get().swapped(), granted, told));
            given = move;
        } catch (RuntimeException unforeseen) { // others wait on this thread; the ordinary recovery follows anyway
            LOG.warn("event=first-aid-failed tag={}", context.tag(), unforeseen);
        } finally {
            told = Optional.empty();
            if (move.isEmpty()) {
                acting.unlock();
            }
        }
        return move;
    }

    @Override
    public void end(String deadInterface) {
        Optional<FirstAid> granted = permission;
        permission = Optional.empty();
        acting.unlock();
        granted.ifPresent(aid -> aid.given(deadInterface + " has lost its carrier"));
    }
}
