package org.recoverykit.core.state;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.recoverykit.core.model.Fact;
import org.recoverykit.core.model.Facts;
import org.recoverykit.core.model.HierarchyFacts;
import org.recoverykit.core.model.ResourceFacts;

/**
 * What all facts so far amount to. One thread adds, any reads. Adding costs the resources that the facts are of, each once:
 * give many facts at once.
 */
final class FactFold {

    /** No policy counts more local recoveries than this, so older ones are of no use. */
    static final int MOST_LOCAL_RECOVERIES = 1000;

    private final Map<String, ResourceFacts> resources = new ConcurrentHashMap<>();
    private final Map<String, HierarchyFacts> hierarchies = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Facts whole = Facts.NONE;

    /** All of them become visible at once to {@link #facts}. */
    void add(List<Fact> facts) {
        lock.lock();
        try {
            Map<String, ResourceDraft> drafts = new HashMap<>();
            for (Fact fact : facts) {
                Optional<String> tag = tagOf(fact);
                if (tag.isPresent()) {
                    drafts.computeIfAbsent(tag.get(), t -> new ResourceDraft(resource(t)))
                            .add(fact);
                } else {
                    addToHierarchy(fact);
                }
            }
            drafts.forEach((tag, draft) -> resources.put(tag, draft.frozen()));
            whole = null;
        } finally {
            lock.unlock();
        }
    }

    Facts facts() {
        lock.lock();
        try {
            Facts now = whole;
            if (now == null) {
                now = new Facts(resources, hierarchies);
                whole = now;
            }
            return now;
        } finally {
            lock.unlock();
        }
    }

    ResourceFacts resource(String tag) {
        return resources.getOrDefault(tag, ResourceFacts.NONE);
    }

    /** The shortest list of facts that folds to the same, a list for each resource or hierarchy. */
    static List<List<Fact>> unfold(Facts facts) {
        List<List<Fact>> all = new ArrayList<>();
        facts.resources().forEach((tag, known) -> all.add(unfold(tag, known)));
        facts.hierarchies().forEach((name, known) -> all.add(unfold(name, known)));
        all.removeIf(List::isEmpty);
        return all;
    }

    private static List<Fact> unfold(String tag, ResourceFacts known) {
        List<Fact> facts = new ArrayList<>();
        if (known.wanted() || known.removing()) {
            facts.add(new Fact.Wanted(tag, known.wanted()));
        }
        known.localRecoveries().forEach(at -> facts.add(new Fact.LocalRecoveryBegan(tag, at)));
        known.givenUp().ifPresent(reason -> facts.add(new Fact.GivenUp(tag, reason)));
        known.blocked().ifPresent(reason -> facts.add(new Fact.Blocked(tag, reason)));
        known.notes().forEach((key, value) -> facts.add(new Fact.NotePut(tag, key, value)));
        return facts;
    }

    private static List<Fact> unfold(String name, HierarchyFacts known) {
        List<Fact> facts = new ArrayList<>();
        if (known.maintenance()) {
            facts.add(new Fact.Maintenance(name, true));
        }
        known.move().ifPresent(facts::add);
        return facts;
    }

    private static Optional<String> tagOf(Fact fact) {
        if (fact instanceof Fact.NotePut put) {
            return Optional.of(put.tag());
        } else if (fact instanceof Fact.NoteRemoved removed) {
            return Optional.of(removed.tag());
        } else if (fact instanceof Fact.Wanted wanted) {
            return Optional.of(wanted.tag());
        } else if (fact instanceof Fact.Removed removed) {
            return Optional.of(removed.tag());
        } else if (fact instanceof Fact.LocalRecoveryBegan began) {
            return Optional.of(began.tag());
        } else if (fact instanceof Fact.GivenUp up) {
            return Optional.of(up.tag());
        } else if (fact instanceof Fact.Blocked blocked) {
            return Optional.of(blocked.tag());
        } else if (fact instanceof Fact.Cleaned cleaned) {
            return Optional.of(cleaned.tag());
        }
        return Optional.empty();
    }

    private void addToHierarchy(Fact fact) {
        if (fact instanceof Fact.Maintenance maintenance) {
            change(maintenance.hierarchy(), was -> was.maintenance(maintenance.on()));
        } else if (fact instanceof Fact.Move move) {
            change(move.hierarchy(), was -> was.moved(move));
        }
    }

    private void change(String hierarchy, UnaryOperator<HierarchyFacts> how) {
        hierarchies.put(hierarchy, how.apply(hierarchies.getOrDefault(hierarchy, HierarchyFacts.NONE)));
    }
}
