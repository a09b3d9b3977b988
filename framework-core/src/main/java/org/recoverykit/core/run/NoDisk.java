package org.recoverykit.core.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.recoverykit.core.model.Fact;
import org.recoverykit.spi.Notes;

/** The rehearsal's disk: everything is durable, nothing is written. */
final class NoDisk implements DurableState {
    @Override
    public void append(List<Fact> facts, Consumer<Optional<String>> whenDurable) {
        whenDurable.accept(Optional.empty());
    }

    @Override
    public Notes notes(String tag) {
        throw new IllegalStateException("a rehearsal has no notes");
    }

    @Override
    public Map<String, String> notesNow(String tag) {
        return Map.of();
    }

    @Override
    public Path workDirectory(String tag) {
        throw new IllegalStateException("a rehearsal has no directory");
    }

    @Override
    public void close() {}
}
