package org.recoverykit.core.config;

import java.util.List;
import org.recoverykit.engine.Problem;

/** A configuration as a whole: taken, or refused with everything that is wrong with it. */
public sealed interface ConfigResult {

    /**
     * Taken.
     *
     * @param config what it says
     */
    record Loaded(EngineConfig config) implements ConfigResult {}

    /**
     * Refused.
     *
     * @param problems at least one, in the order of the file
     */
    record Refused(List<Problem> problems) implements ConfigResult {
        /** Keeps a copy. */
        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
