package org.recoverykit.core.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.recoverykit.core.model.Fact;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.Policy;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** The ladder of a failure: mended here, restarted in place, moved, given up. */
final class FailureRules {
    private static final int RESTORES = 2;
    private static final Duration BEFORE_ANOTHER_RESTORE = Duration.ofSeconds(5);

    private FailureRules() {}

    /** A check found it bad, and nothing else explains that. */
    static void checkFailed(Draft d, int index, CheckResult.Unhealthy problem) {
        Policy policy = d.policy(index);
        String cause = problem.reason();
        if (d.maintenance) {
            pause(d, index, cause, problem.scope());
        } else if (policy.notifyOnly() || problem.scope() == FailureScope.NOWHERE) {
            giveUp(d, index, cause, problem.scope());
        } else if (problem.scope() == FailureScope.TRY_ELSEWHERE) {
            moveOrGiveUp(d, index, cause, problem.scope(), cause);
        } else if (!policy.localRecovery()) {
            moveOrGiveUp(d, index, cause, problem.scope(), cause + "; local recovery is off");
        } else if (!anyLeft(d.get(index), policy, d.now.nanos())) {
            moveOrGiveUp(d, index, cause, problem.scope(), cause + "; no local recovery left");
        } else {
            recover(d, index, problem);
        }
    }

    /** A person wants it tried again, and it is still bad: as gently as can be, but whatever its policy allows by itself. */
    static void stillBad(Draft d, int index, CheckResult.Unhealthy problem) {
        Policy policy = d.policy(index);
        boolean gently = policy.localRecovery()
                && !policy.notifyOnly()
                && problem.scope() == FailureScope.RETRY_HERE
                && anyLeft(d.get(index), policy, d.now.nanos());
        if (d.get(index).why != Call.Why.COMMAND || gently) {
            checkFailed(d, index, problem);
        } else {
            restart(d, index, problem.reason(), problem.scope(), "by command");
        }
    }

    private static void recover(Draft d, int index, CheckResult.Unhealthy problem) {
        List<Long> window = new ArrayList<>(recent(d.get(index), d.policy(index), d.now.nanos()));
        window.add(d.now.nanos());
        d.invoke(index, Operation.LOCAL_RECOVERY, Optional.of(problem), e -> {
            e.status = Status.Recovering.PLAIN;
            e.provenOut = false;
            e.remedy = Remedy.NONE;
            e.recoveries = List.copyOf(window);
            e.suspectedAnew = false;
            e.why = Call.Why.RECOVERY;
        });
        d.out.persistBeside(new Fact.LocalRecoveryBegan(d.tag(index), d.now.wall()));
        d.decided(index, "local recovery", problem.reason());
    }

    /** The local recoveries that still count. */
    static List<Long> recent(ResourceState r, Policy policy, long nowNanos) {
        long window = policy.localRecoveryWindow().toNanos();
        return r.recoveries.stream().filter(at -> nowNanos - at < window).toList();
    }

    /** How many of them there are. */
    static int countRecent(ResourceState r, Policy policy, long nowNanos) {
        long window = policy.localRecoveryWindow().toNanos();
        int count = 0;
        for (long at : r.recoveries) {
            count += nowNanos - at < window ? 1 : 0;
        }
        return count;
    }

    /**
     * Whether the policy allows one more now. Looks at one of them, whatever their number: it is asked before first aid too, with clients
     * waiting, and each that is looked at is another place in memory.
     */
    static boolean anyLeft(ResourceState r, Policy policy, long nowNanos) {
        int most = policy.maxLocalRecoveries();
        int began = r.recoveries.size();
        // The oldest that would still count if there were as many as are allowed; those before it are older still.
        return began < most
                || (most > 0
                        && nowNanos - r.recoveries.get(began - most)
                                >= policy.localRecoveryWindow().toNanos());
    }

    /**
     * A local recovery said Done, and the check after it finds the resource bad. If the kit has told of trouble meanwhile, that
     * is new trouble: somebody deletes an address as often as it comes back. If not, the recovery did not help.
     */
    static void badAfterRecovery(Draft d, int index, CheckResult.Unhealthy problem) {
        Policy policy = d.policy(index);
        boolean anew = d.get(index).suspectedAnew
                && problem.scope() == FailureScope.RETRY_HERE
                && anyLeft(d.get(index), policy, d.now.nanos());
        if (anew && !d.maintenance) {
            recover(d, index, problem);
        } else {
            recoveryFailed(d, index, problem.reason(), problem.scope());
        }
    }

    static void recoveryFailed(Draft d, int index, String reason, FailureScope scope) {
        Policy policy = d.policy(index);
        if (d.maintenance) {
            pause(d, index, reason, scope);
        } else if (scope == FailureScope.NOWHERE) {
            giveUp(d, index, reason, scope);
        } else if (scope == FailureScope.RETRY_HERE && policy.restartInPlace() && !d.get(index).restarted) {
            restart(d, index, reason, scope, "local recovery failed");
        } else {
            moveOrGiveUp(d, index, reason, scope, "local recovery failed: " + reason);
        }
    }

    private static void restart(Draft d, int index, String reason, FailureScope scope, String because) {
        int start = d.newStart();
        d.edit(index, e -> {
            e.status = new Status.Failed(reason, scope);
            e.remedy = Remedy.RESTART;
            e.restarted = true;
        });
        BitSet above = d.model.withAncestors(index);
        for (int i = above.nextSetBit(0); i >= 0; i = above.nextSetBit(i + 1)) {
            ResourceState r = d.get(i);
            if (!r.provenOut) {
                d.edit(i, e -> {
                    e.detour = ResourceState.Detour.RESTART;
                    e.start = start;
                    e.why = Call.Why.RECOVERY;
                });
            }
        }
        d.decided(index, "restart in place, with its parents", because + ": " + reason);
    }

    static void restoreFailed(Draft d, int index, String reason, FailureScope scope) {
        ResourceState r = d.get(index);
        d.edit(index, e -> {
            e.status = new Status.Failed(reason, scope);
            e.inDoubt = false;
        });
        Unwind.afterFailedRestore(d, index);
        boolean again = scope == FailureScope.RETRY_HERE && !r.restarted && r.attempts < RESTORES;
        if (d.maintenance && !again) {
            pause(d, index, reason, scope);
        } else if (scope == FailureScope.NOWHERE || d.policy(index).notifyOnly()) {
            giveUp(d, index, reason, scope);
        } else if (again) {
            d.later(index, BEFORE_ANOTHER_RESTORE, e -> e.remedy = Remedy.AGAIN);
            d.decided(index, "restore once more in " + BEFORE_ANOTHER_RESTORE.toSeconds() + " s", reason);
        } else {
            moveOrGiveUp(d, index, reason, scope, "restore failed: " + reason);
        }
    }

    private static void moveOrGiveUp(Draft d, int index, String reason, FailureScope scope, String cause) {
        if (!d.policy(index).failover()) {
            giveUp(d, index, cause + "; failover is off", scope);
            return;
        }
        d.edit(index, e -> {
            e.status = new Status.Failed(reason, scope);
            e.remedy = Remedy.MOVE;
            e.why = Call.Why.RECOVERY;
        });
        FailoverRules.wish(d, index, cause);
    }

    private static void giveUp(Draft d, int index, String reason, FailureScope scope) {
        String tag = d.tag(index);
        boolean told = d.policy(index).notifyOnly();
        d.edit(index, e -> {
            e.status = new Status.Failed(reason, scope);
            e.remedy = Remedy.PERSON;
            e.why = Call.Why.RECOVERY;
        });
        if (!told) {
            d.out.persistBeside(new Fact.GivenUp(tag, reason));
        }
        d.decided(index, told ? "told only, as its policy says" : "given up", reason);
        d.out.alert(tag, reason, "mend it, then say so with cleanup(" + tag + ")");
    }

    private static void pause(Draft d, int index, String reason, FailureScope scope) {
        d.edit(index, e -> {
            e.status = new Status.Failed(reason, scope);
            e.remedy = Remedy.PAUSED;
            e.why = Call.Why.RECOVERY;
        });
        d.decided(index, "nothing until maintenance ends", reason);
    }

    /** A failed resource whose time has come: out means restore it, otherwise look first. */
    static void again(Draft d, int index) {
        ResourceState r = d.get(index);
        boolean now = switch (r.remedy) {
            case LOOK, NONE, RESTART -> true;
            case AGAIN, LATER -> r.due(d.now.nanos()) && (!d.maintenance || r.why == Call.Why.COMMAND);
            case MOVE, PAUSED, PERSON -> false;
        };
        if (now) {
            tryAgain(d, index);
        }
    }

    private static void tryAgain(Draft d, int index) {
        ResourceState r = d.get(index);
        release(d, index);
        if (r.provenOut || r.remedy == Remedy.AGAIN) {
            d.edit(index, e -> {
                e.status = Status.OutOfService.PLAIN;
                e.remedy = Remedy.NONE;
                e.attempts = r.remedy == Remedy.AGAIN ? e.attempts : 0;
            });
        } else {
            d.edit(index, e -> e.remedy = Remedy.LOOK);
            d.check(index, Operation.QUICK_CHECK);
        }
    }

    /** What was taken back because of this resource, and what it needs, may be restored again. */
    static void release(Draft d, int index) {
        BitSet below = d.model.withDescendants(index);
        for (int i = below.nextSetBit(0); i >= 0; i = below.nextSetBit(i + 1)) {
            if (d.get(i).heldBy >= 0) {
                d.edit(i, e -> e.heldBy = -1);
            }
        }
    }
}
