package org.recoverykit.core.decide;

import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.recoverykit.core.model.Fact;
import org.recoverykit.core.model.Facts;
import org.recoverykit.core.model.HierarchyFacts;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.core.model.Moment;
import org.recoverykit.core.model.ResourceFacts;
import org.recoverykit.engine.FailoverRequest;
import org.recoverykit.spi.Call;

/** What is known before anything was looked at. */
final class StartRules {
    private static final long FIRST_REQUEST = 1;

    private StartRules() {}

    static HierarchyState initial(HierarchyModel model, Facts facts, Moment now) {
        BitSet removing = removing(model, facts);
        Resources resources =
                Resources.of(model.size(), i -> resource(facts.resource(model.tag(i)), removing.get(i), now));
        HierarchyState.Tally tally = new HierarchyState.Tally(0, 0, 0, 0);
        for (int i = 0; i < model.size(); i++) {
            tally = tally.plus(resources.get(i), 1);
        }
        HierarchyFacts known = facts.hierarchy(model.name());
        HierarchyState.Common common = new HierarchyState.Common(
                phase(model, known),
                known.maintenance(),
                tally,
                new HierarchyState.Counters(0, FIRST_REQUEST, 1),
                List.of(),
                List.of(),
                FailoverRules.FIRST_DELAY,
                now.nanos(),
                HierarchyState.Wake.NONE);
        return new HierarchyState(model, resources, common);
    }

    // Half a removal goes on. What stands on such a resource was to go out before it, so it is proven out again even if
    // it
    // had been; unless somebody wants it, who then needs the resource as well.
    private static BitSet removing(HierarchyModel model, Facts facts) {
        BitSet all = new BitSet(model.size());
        for (int i = 0; i < model.size(); i++) {
            if (!all.get(i) && facts.resource(model.tag(i)).removing()) {
                BitSet above = model.withAncestors(i);
                if (above.stream().noneMatch(a -> facts.resource(model.tag(a)).wanted())) {
                    all.or(above);
                }
            }
        }
        return all;
    }

    private static ResourceState resource(ResourceFacts known, boolean removing, Moment now) {
        return ResourceState.first(now.nanos(), e -> {
            e.wanted = known.wanted();
            e.toRemove = removing;
            e.why = removing ? Call.Why.COMMAND : e.why;
            e.start = 1;
            e.recoveries = known.localRecoveries().stream()
                    .map(at -> now.nanos()
                            - Math.max(0, Duration.between(at, now.wall()).toNanos()))
                    .toList();
            known.givenUp().ifPresent(reason -> {
                e.remedy = Remedy.PERSON;
                e.remarks = new Remarks(reason, "");
            });
            known.blocked().ifPresent(reason -> e.status = new Status.Blocked(reason));
        });
    }

    private static Phase phase(HierarchyModel model, HierarchyFacts known) {
        Fact.Move move = known.move().orElse(new Fact.Kept(model.name()));
        if (move instanceof Fact.Leaving leaving) {
            return new Phase.Leaving(again(model, leaving.reason()), false, leaving.toNode());
        } else if (move instanceof Fact.HandingOver handing) {
            return new Phase.Offered(again(model, handing.reason()), handing.node());
        } else if (move instanceof Fact.HandedOver handed) {
            return new Phase.HandedOver(handed.node());
        }
        return Phase.Kept.PLAIN;
    }

    private static FailoverRequest again(HierarchyModel model, String reason) {
        return new FailoverRequest(FIRST_REQUEST, model.name(), Optional.empty(), reason, Optional.empty());
    }

    /** Everything is looked at, and told what goes on from before. */
    static void started(Draft d) {
        d.examineAll();
        if (d.phase instanceof Phase.Offered offered) {
            d.out.decided(
                    "ask " + offered.node() + " again, once all is proven out",
                    "it was asked to take it before a restart, and may have it: "
                            + offered.request().reason());
        }
        for (int i = 0; i < d.model.size(); i++) {
            if (d.get(i).toRemove && !d.get(i).is(Status.Kind.BLOCKED)) {
                d.decided(i, "go on removing", "a command had begun to take it out before a restart");
            }
        }
    }
}
