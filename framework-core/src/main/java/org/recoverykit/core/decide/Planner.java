package org.recoverykit.core.decide;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.Plan;
import org.recoverykit.engine.Policy;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** Tells what would be done, without doing it. */
public final class Planner {
    private Planner() {}

    /**
     * What would be done if a check found this now, if each step failed in turn.
     *
     * @throws IllegalArgumentException if the hierarchy has no such resource
     */
    public static Plan plan(HierarchyState state, String tag, CheckResult.Unhealthy problem, Moment now) {
        int index = state.model
                .index(tag)
                .orElseThrow(() -> new IllegalArgumentException(
                        "hierarchy '" + state.model.name() + "' has no resource '" + tag + "'"));
        return new Walk(state, index).from(problem.scope(), now.nanos());
    }

    /** In which order everything would be taken out, parents first, steps of one wave at the same time. */
    public static Plan evacuation(Collection<HierarchyState> hierarchies) {
        List<Plan.Step> steps = new ArrayList<>();
        for (HierarchyState state : hierarchies) {
            removes(state, everything(state), 1, "", steps);
        }
        steps.sort(Comparator.comparingInt(Plan.Step::wave));
        return new Plan("evacuation", steps);
    }

    private static BitSet everything(HierarchyState state) {
        BitSet all = new BitSet();
        all.set(0, state.model.size());
        return all;
    }

    /** Adds a remove for each of these that may be active, no parent after its child; answers the first free wave. */
    private static int removes(HierarchyState state, BitSet which, int first, String condition, List<Plan.Step> steps) {
        HierarchyModel model = state.model;
        int[] order = model.restoreOrder();
        int[] free = new int[order.length];
        int end = first;
        for (int at = order.length - 1; at >= 0; at--) {
            int i = order[at];
            int wave = first;
            for (int parent : model.parents(i)) {
                wave = Math.max(wave, free[parent]);
            }
            free[i] = wave;
            if (which.get(i) && !state.resource(i).provenOut) {
                steps.add(new Plan.Step(wave, "remove", model.tag(i), condition));
                free[i] = wave + 1;
                end = Math.max(end, wave + 1);
            }
        }
        return end;
    }

    /** One walk down the ladder of a failure. */
    private static final class Walk {
        private final HierarchyState state;
        private final int index;
        private final String tag;
        private final Policy policy;
        private final List<Plan.Step> steps = new ArrayList<>();
        private int wave = 1;
        private String condition = "";

        Walk(HierarchyState state, int index) {
            this.state = state;
            this.index = index;
            this.tag = state.model.tag(index);
            this.policy = state.model.policy(index);
        }

        Plan from(FailureScope scope, long nowNanos) {
            if (state.common.maintenance()) {
                condition = "when maintenance ends";
            }
            boolean tried = !policy.notifyOnly() && scope != FailureScope.NOWHERE;
            if (tried && scope == FailureScope.RETRY_HERE) {
                here(nowNanos);
            }
            if (tried && policy.failover()) {
                elsewhere();
            } else {
                add("alert and wait", tag, condition);
            }
            return new Plan(tag, steps);
        }

        private void here(long nowNanos) {
            ResourceState r = state.resource(index);
            int used = FailureRules.countRecent(r, policy, nowNanos);
            if (!policy.localRecovery() || used >= policy.maxLocalRecoveries()) {
                return;
            }
            add("local recovery", tag, condition);
            condition = "if the local recovery fails";
            if (policy.restartInPlace() && !r.restarted) {
                restart();
                condition = "if the restart in place fails";
            }
        }

        private void restart() {
            BitSet above = state.model.withAncestors(index);
            wave = removes(state, above, wave, condition, steps);
            for (int i : state.model.restoreOrder()) {
                if (above.get(i) && (i == index || state.resource(i).wanted)) {
                    add("restore", state.model.tag(i), condition);
                }
            }
        }

        private void elsewhere() {
            String name = state.model.name();
            if (state.common.tally().blocked() > 0) {
                add("alert and wait", tag, "since something in the hierarchy is blocked");
                return;
            }
            add("ask for a node", name, condition);
            wave = removes(state, everything(state), wave, "if there is a node", steps);
            add("hand over", name, "if everything is proven out");
            add("alert and wait", tag, "if there is no node, or it does not take it");
        }

        private void add(String action, String subject, String when) {
            steps.add(new Plan.Step(wave++, action, subject, when));
        }
    }
}
