package org.recoverykit.core.state;

import java.util.List;
import org.recoverykit.core.model.Fact;

/** One line of a generation: a header, as many snapshot lines as it says, then appends. */
sealed interface Line {

    /** The format that this version writes, and the newest that it reads. */
    int FORMAT = 1;

    /**
     * The first line.
     *
     * @param format later formats keep this line's members and the checksum
     * @param generation the file's number
     * @param after the number of the last append that the snapshot holds
     * @param snapshotLines how many follow
     */
    record Header(long format, long generation, long after, long snapshotLines) implements Line {}

    /**
     * Some facts of the snapshot.
     *
     * @param facts folded in order, they give what was known
     */
    record Snapshot(List<Fact> facts) implements Line {}

    /**
     * One append: all of it, or (if the line is not whole) nothing.
     *
     * @param sequence one more than the append before
     * @param at by the wall clock, ISO 8601; for people, and never parsed
     * @param facts in order
     */
    record Append(long sequence, String at, List<Fact> facts) implements Line {}
}
