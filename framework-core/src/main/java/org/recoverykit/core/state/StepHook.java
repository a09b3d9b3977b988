package org.recoverykit.core.state;

import java.io.IOException;

/** Called at each {@link StateStep}; may end the process or throw as a disk would. Does nothing in production. */
@FunctionalInterface
public interface StepHook {

    /** Does nothing. */
    StepHook NONE = step -> {};

    /** A step is reached. */
    void reached(StateStep step) throws IOException;
}
