package org.recoverykit.core.run;

import java.util.Optional;
import org.recoverykit.core.decide.HierarchyState;
import org.recoverykit.core.decide.Observation;
import org.recoverykit.core.decide.StandingOrder;
import org.recoverykit.core.decide.StandingOrder.Look;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.ResourceSpec;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;

/**
 * The look at one resource that is due again and again. Where nothing but good is known it goes straight to the kit, and
 * the loop hears of it only if it found anything else; in all other cases the loop is told that it is due. Runs on a worker.
 */
final class RoutineLook implements Runnable {
    /** No call of the decider's has this number, so it cannot be meant by one. */
    private static final long UNTOLD = 0;

    private final String tag;
    private final CheckLevel level;
    private final KitContext context;
    private final KitSeat seat;
    private final Runnable ended;
    private final CallRequest<CheckResult> request;
    private volatile Standing standing = new Standing(Optional.empty(), new Look(false, 0, ""));

    /** A state, which stays the same object until something is decided, and what follows from it for this look. */
    private record Standing(Optional<HierarchyState> state, Look look) {
        boolean isOf(HierarchyState other) {
            return state.isPresent() && state.get() == other;
        }
    }

    /** Tells when a look has ended that the loop did not ask for. */
    RoutineLook(ResourceSpec spec, CheckLevel level, KitContext context, KitSeat seat, Runnable ended) {
        Operation operation = level == CheckLevel.DEEP ? Operation.DEEP_CHECK : Operation.QUICK_CHECK;
        this.tag = spec.tag();
        this.level = level;
        this.context = context;
        this.seat = seat;
        this.ended = ended;
        this.request = new CallRequest<>(
                UNTOLD,
                KitOperation.check(operation),
                Call.Why.CHECK,
                1,
                spec.policy().timeouts().of(operation),
                Lane.ROUTINE,
                report -> found(report.result()));
    }

    /**
     * Whether the occupant of a seat is a routine look and the call that comes is an action or has been decided on. That one's
     * time runs already, and nobody decided to wait; a decision would have.
     */
    static boolean givesWay(KitCall<?> occupant, KitCall<?> coming) {
        return occupant.id() == UNTOLD
                && (coming.id() > UNTOLD || !coming.operation().isCheck());
    }

    @Override
    public void run() {
        if (seat.isTaken()) {
            return; // somebody looks or acts already
        }
        Optional<HierarchyState> state = context.state();
        if (state.isPresent() && standing(state.get()).untold()) {
            seat.call(request);
        } else {
            context.tellLoop(new Observation.CheckDue(tag, level));
        }
    }

    /** Read off a state once: of thousands of looks hardly one meets another state than the one before it. */
    private Look standing(HierarchyState state) {
        Standing known = standing;
        if (!known.isOf(state)) {
            known = new Standing(Optional.of(state), StandingOrder.look(state, tag, level));
            standing = known;
        }
        return known.look();
    }

    private void found(CheckResult result) {
        ended.run();
        Optional<HierarchyState> state = context.state();
        Standing taken = standing;
        if (state.isEmpty() || (taken.isOf(state.get()) && !taken.look().isNews(result))) {
            return;
        }
        if (StandingOrder.news(state.get(), tag, level, result)) {
            context.tellLoop(new Observation.Looked(tag, taken.look().asOf(), level, result));
        }
    }
}
