package org.recoverykit.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.recoverykit.core.decide.Command;
import org.recoverykit.core.decide.Command.Order;
import org.recoverykit.core.decide.Decision;
import org.recoverykit.core.decide.HierarchyState;
import org.recoverykit.core.decide.Observation;
import org.recoverykit.core.decide.RecoveryDecider;
import org.recoverykit.core.model.Moment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The story of one hierarchy: takes one observation after the other, asks the decider, keeps the next state and has the
 * commands carried out in their order.
 *
 * <p>It has no thread of its own. Whoever posts the first observation has a worker take a turn; if it is a worker that has
 * just learnt something, it takes the turn itself, and then makes the call that was decided on. One turn at a time: the
 * count of waiting observations is the lock.
 *
 * <p><b>Facts before effects.</b> At {@link Order#BEFORE_THE_REST} the turn ends and goes on when the disk has answered;
 * other hierarchies do not wait. <b>Effects before words:</b> events and facts that nothing waits for come after the calls
 * that follow from the decision ({@link Aftermath}). A decision whose facts could not be written has not been taken: the state before it stays,
 * a command of the host's is refused, and anything else is observed again later.
 */
final class EngineLoop {
    private static final Logger LOG = LoggerFactory.getLogger(EngineLoop.class);
    private static final Duration DISK_RETRY = Duration.ofSeconds(1);

    private final LoopServices services;
    private final Effects effects;
    private final Aftermath aftermath;
    private final Queue<Observation> mailbox = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final Runnable turn = this::turn;
    private volatile HierarchyState state;
    private Optional<Held> held = Optional.empty();
    private volatile boolean closed;

    /** A decision that waits for the disk: what led to it, what was before, what remains to be done. */
    private record Held(
            Observation cause, Instant decided, HierarchyState before, Queue<Command> rest, DiskAnswer answer) {}

    /** Set by the journal's thread before it schedules the turn that reads it. */
    private static final class DiskAnswer {
        private Optional<String> failure = Optional.empty();
    }

    EngineLoop(HierarchyState initial, LoopServices services, Effects.Factory effects) {
        this.state = initial;
        this.services = services;
        this.effects = effects.of(this::post);
        this.aftermath = new Aftermath(this.effects);
    }

    /** Tells this hierarchy something. Never blocks. */
    void post(Observation observation) {
        mailbox.add(observation);
        if (waiting.getAndIncrement() == 0) {
            Lane lane = observation instanceof Observation.CheckDue ? Lane.ROUTINE : Lane.URGENT;
            services.workers().next(lane, turn);
        }
    }

    /** How it stands. Consistent, and older by no more than the turn that is going on. */
    HierarchyState state() {
        return state;
    }

    /** Decides nothing more; what is decided already may still be carried out. */
    void close() {
        closed = true;
        effects.close();
    }

    /** Tells and writes what was decided until now. */
    void settle() {
        aftermath.run();
    }

    private void turn() {
        takeTurn();
        if (!aftermath.isEmpty()) {
            services.workers().afterwards(aftermath);
        }
    }

    private void takeTurn() {
        if (held.isPresent() && !goOn(held.get())) {
            return;
        }
        do {
            if (!take(mailbox.remove())) {
                return;
            }
            if (waiting.decrementAndGet() == 0) {
                return;
            }
        } while (!services.workers().hasNext());
        services.workers().submit(Lane.URGENT, turn);
    }

    /** Whether all of it is done; if not, the journal goes on with it. */
    private boolean take(Observation observation) {
        if (closed) {
            return true;
        }
        HierarchyState before = state;
        effects.taking(observation);
        Moment now = services.now();
        Optional<Decision> answer = decide(before, observation, now);
        if (answer.isEmpty()) {
            return true;
        }
        Decision decision = answer.get();
        state = decision.next();
        return decision.commands().isEmpty()
                || carryOut(new Held(
                        observation, now.wall(), before, new ArrayDeque<>(decision.commands()), new DiskAnswer()));
    }

    /** A mistake of the decider's own costs one observation, not the hierarchy. */
    private Optional<Decision> decide(HierarchyState before, Observation observation, Moment now) {
        try {
            return Optional.of(RecoveryDecider.decide(before, observation, now));
        } catch (Throwable mistake) { // ours: the turn goes on, or its hierarchy would never move again
            LOG.error("event=decider-failed observation={}", observation, mistake);
            services.troubles()
                    .tell("decider", "could not decide on " + observation + ": " + mistake, "report it, with the log");
            return Optional.empty();
        }
    }

    private boolean carryOut(Held decision) {
        for (Command command = decision.rest().poll();
                command != null;
                command = decision.rest().poll()) {
            if (command instanceof Command.Persist persist && persist.order() == Order.BEFORE_THE_REST) {
                held = Optional.of(decision);
                aftermath.run(); // what was decided before is written before
                effects.write(persist.facts(), failure -> {
                    decision.answer().failure = failure;
                    services.workers().submit(Lane.URGENT, turn);
                });
                return false;
            }
            if (Effects.mayWait(command)) {
                aftermath.add(command, decision.cause(), decision.decided());
            } else {
                effects.carryOut(command, decision.cause(), decision.decided());
            }
        }
        return true;
    }

    /** After the disk has answered: does the rest, or takes the decision back. */
    private boolean goOn(Held decision) {
        held = Optional.empty();
        Optional<String> failure = decision.answer().failure;
        if (failure.isPresent()) {
            state = decision.before();
            effects.notWritten(failure.get());
            observeAgain(decision.cause(), failure.get());
        } else if (!carryOut(decision)) {
            return false;
        }
        return waiting.decrementAndGet() > 0;
    }

    private void observeAgain(Observation cause, String failure) {
        if (cause instanceof Observation.Commanded commanded) {
            effects.refuse(
                    commanded.commandId(), "nothing was changed, because it could not be written down: " + failure);
        } else {
            effects.observeLater(DISK_RETRY, cause);
        }
    }
}
