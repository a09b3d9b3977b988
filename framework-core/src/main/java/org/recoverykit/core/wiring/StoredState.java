package org.recoverykit.core.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.recoverykit.core.model.Fact;
import org.recoverykit.core.run.DurableState;
import org.recoverykit.core.state.StateStore;
import org.recoverykit.core.state.UnusableStateException;
import org.recoverykit.spi.Notes;

/** The engine's disk is the state store. */
record StoredState(StateStore store) implements DurableState {

    @Override
    public void append(List<Fact> facts, Consumer<Optional<String>> whenDurable) {
        store.append(facts)
                .whenComplete((done, failure) -> whenDurable.accept(
                        Optional.ofNullable(failure).map(thrown -> String.valueOf(thrown.getMessage()))));
    }

    @Override
    public Notes notes(String tag) {
        return store.notes(tag);
    }

    @Override
    public Map<String, String> notesNow(String tag) {
        return store.resource(tag).notes();
    }

    @Override
    public Path workDirectory(String tag) {
        try {
            return store.workDirectory(tag);
        } catch (UnusableStateException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        store.close();
    }
}
