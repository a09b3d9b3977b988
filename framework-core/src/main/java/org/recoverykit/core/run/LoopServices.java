package org.recoverykit.core.run;

import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.EngineTime;

/**
 * What all loops share.
 *
 * @param time the clock
 * @param workers who take the turns
 * @param rounds by whom they get what comes due for many together
 * @param state the disk
 * @param troubles whom to tell
 */
record LoopServices(EngineTime time, Workers workers, Rounds rounds, DurableState state, Troubles troubles) {
    Moment now() {
        return new Moment(time.nanoTime(), time.wallTime());
    }
}
