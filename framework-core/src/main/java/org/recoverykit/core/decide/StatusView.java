package org.recoverykit.core.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.engine.StatusSnapshot.HierarchyStatus;
import org.recoverykit.engine.StatusSnapshot.ResourceStatus;

/** A hierarchy's state as its users see it. */
public final class StatusView {
    private StatusView() {}

    /** How a hierarchy stands, without its kits' notes. */
    public static HierarchyStatus of(HierarchyState state, Moment now) {
        return of(state, now, tag -> Map.of());
    }

    /** How a hierarchy stands; the notes of a tag come from their keeper. */
    public static HierarchyStatus of(
            HierarchyState state, Moment now, Function<String, Map<String, String>> notesOfTag) {
        HierarchyModel model = state.model;
        Phase phase = state.common.phase();
        Optional<String> elsewhere =
                phase instanceof Phase.HandedOver handed ? Optional.of(handed.node()) : Optional.empty();
        List<ResourceStatus> resources = new ArrayList<>(model.size());
        int[] order = model.restoreOrder();
        for (int at = order.length - 1; at >= 0; at--) {
            resources.add(resource(state, order[at], now, notesOfTag));
        }
        return new HierarchyStatus(model.name(), state.common.maintenance(), elsewhere, resources);
    }

    private static ResourceStatus resource(
            HierarchyState state, int index, Moment now, Function<String, Map<String, String>> notesOfTag) {
        ResourceState r = state.resource(index);
        Policy policy = state.model.policy(index);
        int used = FailureRules.countRecent(r, policy, now.nanos());
        String tag = state.model.tag(index);
        return new ResourceStatus(
                tag,
                state.model.resource(index).kit(),
                shown(r, policy, state.common.maintenance()),
                r.status.reason(),
                r.wanted && !(state.common.phase() instanceof Phase.HandedOver),
                now.since(r.sinceNanos),
                Math.max(0, policy.maxLocalRecoveries() - used),
                r.unknowns,
                r.remarks.text(),
                state.model.resource(index).dependsOn(),
                notesOfTag.apply(tag));
    }

    static ServiceState shown(ResourceState r, Policy policy, boolean maintenance) {
        boolean unprotected = maintenance || r.unknowns >= policy.unknownBudget();
        return r.is(Status.Kind.IN_SERVICE) && unprotected
                ? ServiceState.IN_SERVICE_UNPROTECTED
                : r.kind().shown();
    }
}
