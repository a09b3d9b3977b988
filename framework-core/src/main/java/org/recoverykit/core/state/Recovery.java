package org.recoverykit.core.state;

import java.util.List;

/**
 * How reading the state of before went.
 *
 * @param lastSequence the number of the last append that was read; 0 if there is none
 * @param warnings what a person should know: lines dropped, a generation that could not be read; empty if all was well
 */
public record Recovery(long lastSequence, List<String> warnings) {
    /** Keeps a copy. */
    public Recovery {
        warnings = List.copyOf(warnings);
    }
}
