package org.recoverykit.core.state;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.core.model.Fact;
import org.recoverykit.core.model.ResourceFacts;

/** One resource while facts are added: whatever their number, its maps and lists are copied once. */
final class ResourceDraft {

    private final Map<String, String> notes;
    private final Deque<Instant> localRecoveries;
    private boolean wanted;
    private boolean removing;
    private Optional<String> givenUp;
    private Optional<String> blocked;

    ResourceDraft(ResourceFacts was) {
        notes = new HashMap<>(was.notes());
        localRecoveries = new ArrayDeque<>(was.localRecoveries());
        wanted = was.wanted();
        removing = was.removing();
        givenUp = was.givenUp();
        blocked = was.blocked();
    }

    void add(Fact fact) {
        if (fact instanceof Fact.NotePut put) {
            notes.put(put.key(), put.value());
        } else if (fact instanceof Fact.NoteRemoved removed) {
            notes.remove(removed.key());
        } else if (fact instanceof Fact.Wanted said) {
            wanted = said.wanted();
            removing = !wanted;
        } else if (fact instanceof Fact.Removed) {
            removing = false;
        } else if (fact instanceof Fact.LocalRecoveryBegan began) {
            localRecoveries.add(began.at());
            if (localRecoveries.size() > FactFold.MOST_LOCAL_RECOVERIES) {
                localRecoveries.remove();
            }
        } else if (fact instanceof Fact.GivenUp up) {
            givenUp = Optional.of(up.reason());
        } else if (fact instanceof Fact.Blocked stuck) {
            blocked = Optional.of(stuck.reason());
        } else if (fact instanceof Fact.Cleaned) {
            localRecoveries.clear();
            givenUp = Optional.empty();
            blocked = Optional.empty();
        }
    }

    ResourceFacts frozen() {
        return new ResourceFacts(wanted, removing, List.copyOf(localRecoveries), givenUp, blocked, notes);
    }
}
