package org.recoverykit.kit.ip;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.FirstAid;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * First aid for one address: the move to the spare interface, on the monitor's thread, while no action is under way. The
 * lock keeps the two apart; whoever comes second does without, or waits for some microseconds.
 */
final class Aid implements FirstAidPost.Patient {
    private static final Logger LOG = LoggerFactory.getLogger(Aid.class);

    private final ResourceContext context;
    private final AddressMover mover;
    private final Supplier<Places> places;
    private final BooleanSupplier guarded;
    private final ReentrantLock acting = new ReentrantLock();
    private Optional<FirstAid> permission = Optional.empty();
    private Optional<Move> given = Optional.empty();

    /** Something that changes the address. */
    interface Action {
        ActionResult run() throws InterruptedException;
    }

    Aid(ResourceContext context, AddressMover mover, Supplier<Places> places, BooleanSupplier guarded) {
        this.context = context;
        this.mover = mover;
        this.places = places;
        this.guarded = guarded;
    }

    /** Runs an action; first aid that has begun is waited for, none begins meanwhile. */
    ActionResult apart(Action action) throws InterruptedException {
        acting.lockInterruptibly();
        try {
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

    @Override
    public Optional<Move> begin(String deadInterface) {
        if (!places.get().current().equals(deadInterface) || !guarded.getAsBoolean() || !acting.tryLock()) {
            return Optional.empty();
        }
        Optional<Move> move = Optional.empty();
        try {
            permission = context.firstAid();
            move = permission.flatMap(granted -> mover.firstAid(places.get().swapped(), granted));
            given = move;
        } catch (RuntimeException unforeseen) { // others wait on this thread; the ordinary recovery follows anyway
            LOG.warn("event=first-aid-failed tag={}", context.tag(), unforeseen);
        } finally {
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
