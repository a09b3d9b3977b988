package org.recoverykit.core.run;

import java.util.function.Consumer;
import org.recoverykit.core.decide.Command;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.ResourceSpec;

/** One resource at work: what was described, what its kit was given, its kit's seat, its timers. */
final class ProtectedResource {
    private final ResourceSpec spec;
    private final KitContext context;
    private final KitSeat seat;
    private final CheckTimers timers;
    private final RoutineLook quickLook;
    private final RoutineLook deepLook;

    ProtectedResource(ResourceSpec spec, KitContext context, KitSeat seat, CheckTimers timers) {
        this.spec = spec;
        this.context = context;
        this.seat = seat;
        this.timers = timers;
        this.quickLook = look(CheckLevel.QUICK);
        this.deepLook = look(CheckLevel.DEEP);
    }

    /** From now on it is looked at. */
    void watch() {
        timers.start(context.inRound(quickLook), context.inRound(deepLook));
    }

    private RoutineLook look(CheckLevel level) {
        return new RoutineLook(spec, level, context, seat, timers.checkEnds(level));
    }

    ResourceSpec spec() {
        return spec;
    }

    KitContext context() {
        return context;
    }

    KitSeat seat() {
        return seat;
    }

    CheckTimers timers() {
        return timers;
    }

    void checkEnded(CheckLevel level) {
        timers.checkEnded(level);
    }

    void suspicionTaken() {
        context.suspicionTaken();
    }

    /** The decider's wish as a call of this resource's kit. */
    <R> CallRequest<R> request(
            Command.Invoke invoke, KitOperation<R> operation, Lane lane, Consumer<CallReport<R>> whenEnded) {
        return new CallRequest<>(
                invoke.callId(),
                operation,
                invoke.why(),
                invoke.attempt(),
                spec.policy().timeouts().of(operation.operation()),
                lane,
                whenEnded);
    }
}
