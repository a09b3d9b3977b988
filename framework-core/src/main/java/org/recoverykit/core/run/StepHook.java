package org.recoverykit.core.run;

import org.recoverykit.engine.Operation;

/** Is told each step of each call before the kit goes on; tests stop the process there. */
@FunctionalInterface
public interface StepHook {
    /** Does nothing. */
    StepHook NONE = (tag, operation, step) -> {};

    /** A kit has told a step; runs on the kit's thread. */
    void atStep(String tag, Operation operation, String step);
}
