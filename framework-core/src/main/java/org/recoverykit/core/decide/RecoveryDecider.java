package org.recoverykit.core.decide;

import org.recoverykit.core.model.Facts;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.Operation;

/**
 * The decision: (state, observation, now) to (next state, commands). Pure.
 *
 * <p>The story: a check finds a resource bad ({@link CheckRules}); it is mended here, then restarted in place with its
 * parents, then another node is asked for ({@link FailureRules}); if there is one, everything is taken out here, parents
 * first, and handed over when all is proven out ({@link FailoverRules}). What cannot be proven out is blocked, and blocks
 * ({@link ActionRules}). After each observation {@link Converger} compares the whole state with what is wanted and begins
 * the next steps, so that a lost or doubled observation does no harm.
 */
public final class RecoveryDecider {
    private RecoveryDecider() {}

    /** The state of a hierarchy before anything was looked at; {@link Observation.Started} sets it going. */
    public static HierarchyState initial(HierarchyModel model, Facts facts, Moment now) {
        return StartRules.initial(model, facts, now);
    }

    /** What follows from one observation. The same state, and no commands, if nothing does. */
    public static Decision decide(HierarchyState state, Observation observation, Moment now) {
        Draft d = new Draft(state, now);
        boolean due = d.wake.set() && now.nanos() - d.wake.atNanos() >= 0;
        if (due || observation instanceof Observation.Woken) {
            TimeRules.woken(d);
        }
        observed(d, observation);
        Converger.converge(d);
        FailoverRules.forgetNeedlessQuestion(d);
        FailoverRules.handOverIfOut(d);
        Settlement.settle(d);
        return d.done();
    }

    private static void observed(Draft d, Observation observation) {
        if (observation instanceof Observation.CheckEnded end) {
            d.model.index(end.tag()).stream()
                    .filter(index -> current(d, index, end.callId(), operation(end.level())))
                    .forEach(index -> CheckRules.ended(d, index, end.level(), end.result()));
        } else if (observation instanceof Observation.ActionEnded end) {
            d.model.index(end.tag()).stream()
                    .filter(index -> current(d, index, end.callId(), end.operation()))
                    .forEach(index -> ActionRules.ended(d, index, end));
        } else if (observation instanceof Observation.CheckDue due) {
            d.model.index(due.tag()).ifPresent(index -> CheckRules.due(d, index, operation(due.level())));
        } else if (observation instanceof Observation.Looked looked) {
            d.model.index(looked.tag()).ifPresent(index -> CheckRules.looked(d, index, looked));
        } else if (observation instanceof Observation.Suspected suspected) {
            d.model.index(suspected.tag()).ifPresent(index -> CheckRules.suspected(d, index, suspected.reason()));
        } else if (observation instanceof Observation.Commanded commanded) {
            CommandRules.commanded(d, commanded.commandId(), commanded.command());
        } else if (observation instanceof Observation.CandidateAnswered answered) {
            FailoverRules.candidate(d, answered.requestId(), answered.answer());
        } else if (observation instanceof Observation.HandOverAnswered answered) {
            FailoverRules.handedOver(d, answered.requestId(), answered.answer());
        } else if (observation instanceof Observation.Started) {
            StartRules.started(d);
        }
    }

    /** Whether this is the call that runs; an earlier one's late end says nothing. */
    private static boolean current(Draft d, int index, long callId, Operation operation) {
        ResourceState.Running running = d.get(index).running;
        return callId != 0 && running.callId() == callId && running.operation() == operation;
    }

    private static Operation operation(CheckLevel level) {
        return level == CheckLevel.DEEP ? Operation.DEEP_CHECK : Operation.QUICK_CHECK;
    }
}
