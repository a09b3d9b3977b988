package org.recoverykit.core.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.recoverykit.core.model.Fact;
import org.recoverykit.spi.Notes;

/** What the engine needs of the disk. */
public interface DurableState {

    /**
     * Writes facts, all or none, in the order of the calls. Returns at once.
     *
     * @param whenDurable told once, on the journal's thread: nothing when they are on the disk, else why they are not
     */
    void append(List<Fact> facts, Consumer<Optional<String>> whenDurable);

    /** A resource's notes, for its kit. */
    Notes notes(String tag);

    /** A resource's notes as they are now; never blocks. */
    Map<String, String> notesNow(String tag);

    /**
     * A directory for a resource's own files.
     *
     * @throws IllegalStateException if it cannot be made or is not safely ours
     */
    Path workDirectory(String tag);

    /** Writes what waits and lets go of the directory. Idempotent; blocks until it is done. */
    void close();
}
