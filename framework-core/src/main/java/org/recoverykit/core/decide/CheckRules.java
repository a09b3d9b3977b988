package org.recoverykit.core.decide;

import java.time.Duration;
import org.recoverykit.core.model.Fact;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** What a check is good for, depending on what the resource was thought to be. */
final class CheckRules {
    private CheckRules() {}

    static void due(Draft d, int index, Operation level) {
        ResourceState r = d.get(index);
        if (d.maintenance || d.phase.isGoing()) {
            return;
        }
        boolean worthIt = switch (r.kind()) {
            case IN_SERVICE -> r.holds == 0;
            case FAILED -> r.remedy != Remedy.AGAIN && r.remedy != Remedy.RESTART;
            case OUT_OF_SERVICE -> !r.wanted;
            case UNPROBED, RESTORING, REMOVING, RECOVERING, BLOCKED -> false;
        };
        if (worthIt && r.idle() && d.aim(index) != Draft.Aim.OUT) {
            d.check(index, level);
        }
    }

    /** As if it had been decided on. If a call was begun since, that one sees what there is to see, and later. */
    static void looked(Draft d, int index, Observation.Looked looked) {
        if (d.get(index).idle() && d.get(index).lastCall == looked.asOf()) {
            ended(d, index, looked.level(), looked.result());
        }
    }

    static void suspected(Draft d, int index, String reason) {
        ResourceState r = d.get(index);
        if (d.maintenance || d.phase.isGoing()) {
            return;
        }
        boolean comingOrIn = switch (r.kind()) {
            case IN_SERVICE, RESTORING, RECOVERING -> true;
            case UNPROBED, OUT_OF_SERVICE, REMOVING, FAILED, BLOCKED -> false;
        };
        if (comingOrIn && (!r.idle() || r.holds > 0)) {
            // what runs now, a check after a recovery for one, may have looked before the trouble
            if (!r.recheck || !r.suspectedAnew) {
                d.edit(index, e -> {
                    e.recheck = true;
                    e.suspectedAnew = true;
                });
            }
        } else {
            due(d, index, Operation.QUICK_CHECK);
        }
        d.out.publish(new EngineEvent.Suspected(d.tag(index), reason));
    }

    static void ended(Draft d, int index, CheckLevel level, CheckResult result) {
        ResourceState was = d.get(index);
        d.edit(index, e -> {
            e.running = ResourceState.Running.NOTHING;
            e.probed = true;
        });
        if (was.is(Status.Kind.BLOCKED)) {
            CommandRules.lookedAtBlocked(d, index, result);
            return;
        }
        switch (result.kind()) {
            case HEALTHY -> healthy(d, index, level, result.reason());
            case UNKNOWN -> unknown(d, index, level, result.reason());
            case UNHEALTHY -> unhealthy(d, index, level, (CheckResult.Unhealthy) result);
        }
    }

    private static void healthy(Draft d, int index, CheckLevel level, String warning) {
        ResourceState r = d.get(index);
        if (r.unknowns > 0 || r.is(Status.Kind.FAILED)) {
            d.out.publish(new EngineEvent.CheckHealthyAgain(d.tag(index), warning));
        }
        // What a deep check remarked before it went out of service is over.
        Remarks before = r.is(Status.Kind.IN_SERVICE) ? r.remarks : Remarks.NONE;
        Remarks remarks = before.after(level, warning);
        if (r.unknowns > 0 || r.doubtful || !r.remarks.equals(remarks)) {
            d.edit(index, e -> {
                e.unknowns = 0;
                e.doubtful = false;
                e.remarks = remarks;
            });
        }
        if (r.is(Status.Kind.IN_SERVICE)) {
            return;
        }
        boolean found = r.is(Status.Kind.OUT_OF_SERVICE) || r.is(Status.Kind.UNPROBED);
        inService(d, index);
        if (found && d.aim(index) == Draft.Aim.AS_FOUND) {
            d.decided(index, "left as found", "found in service, though it is not wanted");
        }
    }

    /** A check says so: the only way into service. */
    static void inService(Draft d, int index) {
        ResourceState r = d.get(index);
        if (r.remedy == Remedy.PERSON) {
            forgetGivenUp(d, index);
        }
        d.edit(index, e -> {
            e.status = Status.InService.PLAIN;
            e.provenOut = false;
            e.doubtful = false;
            e.forgetFailure();
        });
        for (int parent : d.model.parents(index)) {
            if (d.get(parent).is(Status.Kind.IN_SERVICE) && !d.get(parent).recheck) {
                d.edit(parent, e -> e.recheck = true);
            }
        }
    }

    // a cleaned resource has its whole budget again, which nobody has granted here: so the window is written anew
    private static void forgetGivenUp(Draft d, int index) {
        ResourceState r = d.get(index);
        d.out.persistBeside(new Fact.Cleaned(d.tag(index)));
        for (long at : FailureRules.recent(r, d.policy(index), d.now.nanos())) {
            d.out.persistBeside(
                    new Fact.LocalRecoveryBegan(d.tag(index), d.now.wall().minus(d.now.since(at))));
        }
    }

    private static void unknown(Draft d, int index, CheckLevel level, String reason) {
        ResourceState r = d.get(index);
        int budget = d.policy(index).unknownBudget();
        int inARow = Math.min(r.unknowns + 1, Integer.MAX_VALUE - 1);
        d.edit(index, e -> e.unknowns = inARow);
        d.out.publish(new EngineEvent.CheckUnknown(d.tag(index), level, reason, inARow, budget));
        if (inARow == budget) {
            d.out.alert(
                    d.tag(index),
                    "its checks could not tell " + inARow + " times in a row: " + reason,
                    "look at it yourself; nothing is done to it until a check can tell");
        }
        if (d.aim(index) == Draft.Aim.OUT) {
            return;
        }
        switch (r.kind()) {
            case RESTORING -> {
                if (r.inDoubt) {
                    FailureRules.restoreFailed(
                            d, index, "cannot tell whether it started: " + reason, FailureScope.RETRY_HERE);
                } else {
                    d.later(index, growing(inARow), e -> {});
                }
            }
            case RECOVERING -> {
                if (inARow >= budget) {
                    d.edit(index, e -> {
                        e.status = Status.InService.PLAIN;
                        e.doubtful = true;
                    });
                } else {
                    d.later(index, growing(inARow), e -> {});
                }
            }
            case UNPROBED -> d.later(index, growing(inARow), e -> {});
            case FAILED -> {
                if (r.remedy == Remedy.LOOK) {
                    d.later(index, growing(inARow), e -> e.remedy = Remedy.LATER);
                }
            }
            case IN_SERVICE, OUT_OF_SERVICE, REMOVING, BLOCKED -> {}
        }
    }

    private static Duration growing(int inARow) {
        return Duration.ofSeconds(1L << Math.min(inARow - 1, 6));
    }

    private static void unhealthy(Draft d, int index, CheckLevel level, CheckResult.Unhealthy problem) {
        ResourceState r = d.get(index);
        if (r.unknowns > 0) {
            d.edit(index, e -> e.unknowns = 0);
        }
        switch (r.kind()) {
            case UNPROBED ->
                d.edit(
                        index,
                        e -> e.status = r.remedy == Remedy.PERSON
                                ? new Status.Failed(r.remarks.text(), FailureScope.NOWHERE)
                                : Status.OutOfService.PLAIN);
            case RESTORING -> {
                if (d.aim(index) != Draft.Aim.OUT) {
                    failed(d, index, level, problem);
                    FailureRules.restoreFailed(d, index, problem.reason(), problem.scope());
                }
            }
            case RECOVERING -> {
                if (d.aim(index) != Draft.Aim.OUT) {
                    failed(d, index, level, problem);
                    FailureRules.badAfterRecovery(d, index, problem);
                }
            }
            case IN_SERVICE -> inServiceUnhealthy(d, index, level, problem);
            case FAILED -> {
                if (r.remedy == Remedy.LOOK && d.aim(index) != Draft.Aim.OUT) {
                    FailureRules.stillBad(d, index, problem);
                }
            }
            case OUT_OF_SERVICE, REMOVING, BLOCKED -> {}
        }
    }

    private static void inServiceUnhealthy(Draft d, int index, CheckLevel level, CheckResult.Unhealthy problem) {
        ResourceState r = d.get(index);
        d.edit(index, e -> e.doubtful = true);
        if (r.recheck || r.holds > 0 || d.maintenance || d.aim(index) == Draft.Aim.OUT) {
            return;
        }
        failed(d, index, level, problem);
        if (Converger.childrenInService(d, index)) {
            FailureRules.checkFailed(d, index, problem);
        } else {
            d.decided(index, "not blamed: waits for its children", problem.reason());
        }
    }

    private static void failed(Draft d, int index, CheckLevel level, CheckResult.Unhealthy problem) {
        d.out.publish(new EngineEvent.CheckFailed(d.tag(index), level, problem.reason(), problem.scope()));
    }
}
