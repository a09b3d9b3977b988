package org.recoverykit.core.decide;

import java.util.OptionalInt;
import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.Policy;
import org.recoverykit.spi.CheckResult;

/**
 * What would be decided, asked beforehand: whether a resource that failed now would be recovered, by a kit whose clients should not
 * wait until it has been decided; and whether a look that is due is of any interest to anybody.
 */
public final class StandingOrder {
    private StandingOrder() {}

    /**
     * Whether a failed quick check of this resource would be answered by a local recovery at once, as
     * {@link FailureRules#checkFailed} begins it. Asked while clients wait, by
     * a thread that has done something else for long: few steps, nothing allocated.
     *
     * @param nowNanos the engine's own clock, as in {@link Moment#nanos}
     */
    public static boolean recover(HierarchyState state, String tag, long nowNanos) {
        if (state.common.maintenance() || state.common.phase().isGoing()) {
            return false;
        }
        OptionalInt index = state.model.index(tag);
        return index.isPresent() && recover(state, index.getAsInt(), nowNanos);
    }

    /**
     * Whether a look that is due at this resource may be taken without a decision, and none be told of a result that is no
     * {@link #news}: it is in service, nothing but good is known of it, and nothing is going on. Of many thousands of looks nearly all
     * are so, and two decisions for each would cost more than the looks.
     */
    public static boolean lookUntold(HierarchyState state, String tag) {
        OptionalInt index = state.model.index(tag);
        if (index.isEmpty()
                || state.common.maintenance()
                || state.common.phase().isGoing()) {
            return false;
        }
        ResourceState r = state.resource(index.getAsInt());
        return r.idle() && isPlain(r) && r.probed && r.wanted && !r.toRemove && r.detour == ResourceState.Detour.NONE;
    }

    private static boolean isPlain(ResourceState r) {
        return r.is(Status.Kind.IN_SERVICE) && r.holds == 0 && r.unknowns == 0 && !r.recheck && !r.doubtful;
    }

    /** The number of the resource's last call: what such a look is taken as of. */
    public static long lastCall(HierarchyState state, String tag) {
        return state.model.index(tag).stream()
                .mapToLong(index -> state.resource(index).lastCall)
                .findFirst()
                .orElse(0);
    }

    /** Whether what such a look found has to be decided on. */
    public static boolean news(HierarchyState state, String tag, CheckResult result) {
        OptionalInt index = state.model.index(tag);
        return index.isEmpty()
                || result.kind() != CheckResult.Kind.HEALTHY
                || !isPlain(state.resource(index.getAsInt()))
                || !state.resource(index.getAsInt()).warning.equals(result.reason());
    }

    private static boolean recover(HierarchyState state, int index, long nowNanos) {
        ResourceState r = state.resource(index);
        Policy policy = state.model.policy(index);
        return r.is(Status.Kind.IN_SERVICE)
                && r.wanted
                && !r.toRemove
                && r.detour == ResourceState.Detour.NONE
                && r.holds == 0
                && !r.recheck
                && (r.idle() || r.running.operation().isCheck())
                && policy.localRecovery()
                && !policy.notifyOnly()
                && FailureRules.countRecent(r, policy, nowNanos) < policy.maxLocalRecoveries()
                && childrenInService(state, index);
    }

    private static boolean childrenInService(HierarchyState state, int index) {
        for (int child : state.model.children(index)) {
            ResourceState c = state.resource(child);
            if (!c.is(Status.Kind.IN_SERVICE) || c.toRemove || c.detour != ResourceState.Detour.NONE) {
                return false;
            }
        }
        return true;
    }
}
