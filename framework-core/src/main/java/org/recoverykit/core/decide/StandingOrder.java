package org.recoverykit.core.decide;

import java.util.OptionalInt;
import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.CheckLevel;
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
     * How a look that is due at a resource is to be taken, as long as the state is the same.
     *
     * @param untold without a decision, and nobody is to be told unless it finds {@link #isNews news}
     * @param asOf the number of the resource's last call: what such a look is taken as of
     * @param remark what the last check of this level remarked
     */
    public record Look(boolean untold, long asOf, String remark) {
        /** Whether what such a look found has to be decided on. */
        public boolean isNews(CheckResult result) {
            return !untold || result.kind() != CheckResult.Kind.HEALTHY || !remark.equals(result.reason());
        }
    }

    /**
     * A look that is due at this resource. It is untold where it is in service, nothing but good is known of it, and nothing is
     * going on. Of many thousands of looks nearly all are so, and two decisions for each would cost more than the looks.
     */
    public static Look look(HierarchyState state, String tag, CheckLevel level) {
        OptionalInt index = state.model.index(tag);
        if (index.isEmpty()) {
            return new Look(false, 0, "");
        }
        ResourceState r = state.resource(index.getAsInt());
        boolean untold = !state.common.maintenance()
                && !state.common.phase().isGoing()
                && r.idle()
                && isPlain(r)
                && r.probed
                && r.wanted
                && !r.toRemove
                && r.detour == ResourceState.Detour.NONE;
        return new Look(untold, r.lastCall, r.remarks.of(level));
    }

    private static boolean isPlain(ResourceState r) {
        return r.is(Status.Kind.IN_SERVICE) && r.holds == 0 && r.unknowns == 0 && !r.recheck && !r.doubtful;
    }

    /** Whether what an untold look found has to be decided on, in the state that there is when it ends. */
    public static boolean news(HierarchyState state, String tag, CheckLevel level, CheckResult result) {
        OptionalInt index = state.model.index(tag);
        return index.isEmpty()
                || result.kind() != CheckResult.Kind.HEALTHY
                || !isPlain(state.resource(index.getAsInt()))
                || !state.resource(index.getAsInt()).remarks.of(level).equals(result.reason());
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
                && FailureRules.anyLeft(r, policy, nowNanos)
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
