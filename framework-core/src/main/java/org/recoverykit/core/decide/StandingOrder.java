package org.recoverykit.core.decide;

import java.util.OptionalInt;
import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.Policy;

/**
 * What would be decided if a resource failed now, asked beforehand: by a kit whose clients should not wait until it has been
 * decided. Says yes only where {@link FailureRules#checkFailed} would begin a local recovery.
 */
public final class StandingOrder {
    private StandingOrder() {}

    /**
     * Whether a failed quick check of this resource would be answered by a local recovery at once. Asked while clients wait, by
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
