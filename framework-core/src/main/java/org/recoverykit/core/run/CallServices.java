package org.recoverykit.core.run;

import org.recoverykit.engine.EngineTime;

/**
 * What calls of kits need of the engine.
 *
 * @param time the clock
 * @param deadlines who sees to it that calls end in time
 * @param workers threads
 * @param troubles whom to tell
 * @param overload who watches that calls are on time
 * @param steps told each step
 */
record CallServices(
        EngineTime time,
        Deadlines deadlines,
        Workers workers,
        Troubles troubles,
        OverloadWatch overload,
        StepHook steps) {}
