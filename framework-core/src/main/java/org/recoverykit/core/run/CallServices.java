package org.recoverykit.core.run;

import org.recoverykit.engine.EngineTime;

/**
 * What calls of kits need of the engine.
 *
 * @param time deadlines
 * @param workers threads
 * @param troubles whom to tell
 * @param overload who watches that calls are on time
 * @param steps told each step
 */
record CallServices(EngineTime time, Workers workers, Troubles troubles, OverloadWatch overload, StepHook steps) {}
