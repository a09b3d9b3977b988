package org.recoverykit.engine;

import java.time.Instant;
import org.apiguardian.api.API;

/** Hears of everything that happens and is decided, in order. See {@link RecoveryEngine#listen}. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface EngineListener {

    /**
     * One event.
     *
     * @param sequence grows by one with each event of this engine's life
     * @param time the wall clock, for people
     * @param event what happened
     */
    void onEvent(long sequence, Instant time, EngineEvent event);
}
