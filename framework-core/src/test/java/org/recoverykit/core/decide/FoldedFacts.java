package org.recoverykit.core.decide;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.recoverykit.core.model.Fact;
import org.recoverykit.core.model.Facts;
import org.recoverykit.core.model.HierarchyFacts;
import org.recoverykit.core.model.ResourceFacts;

/** What a journal would hold after a crash. */
final class FoldedFacts {
    private final Map<String, ResourceFacts> resources = new HashMap<>();
    private final Map<String, HierarchyFacts> hierarchies = new HashMap<>();

    Facts facts() {
        return new Facts(resources, hierarchies);
    }

    void add(Fact fact) {
        if (fact instanceof Fact.Wanted f) {
            know(f.tag(), was -> was.wanted(f.wanted()));
        } else if (fact instanceof Fact.Removed f) {
            know(f.tag(), ResourceFacts::removed);
        } else if (fact instanceof Fact.LocalRecoveryBegan f) {
            know(f.tag(), was -> was.localRecoveries(and(was.localRecoveries(), f.at())));
        } else if (fact instanceof Fact.GivenUp f) {
            know(f.tag(), was -> was.givenUp(f.reason()));
        } else if (fact instanceof Fact.Blocked f) {
            know(f.tag(), was -> was.blocked(f.reason()));
        } else if (fact instanceof Fact.Cleaned f) {
            know(f.tag(), ResourceFacts::cleaned);
        } else if (fact instanceof Fact.Maintenance f) {
            hierarchies.put(f.hierarchy(), hierarchy(f.hierarchy()).maintenance(f.on()));
        } else if (fact instanceof Fact.Move f) {
            hierarchies.put(f.hierarchy(), hierarchy(f.hierarchy()).moved(f));
        }
    }

    private static List<Instant> and(List<Instant> before, Instant at) {
        List<Instant> all = new ArrayList<>(before);
        all.add(at);
        return all;
    }

    private HierarchyFacts hierarchy(String name) {
        return hierarchies.getOrDefault(name, HierarchyFacts.NONE);
    }

    private void know(String tag, UnaryOperator<ResourceFacts> how) {
        resources.put(tag, how.apply(resources.getOrDefault(tag, ResourceFacts.NONE)));
    }
}
