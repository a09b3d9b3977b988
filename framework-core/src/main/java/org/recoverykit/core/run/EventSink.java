package org.recoverykit.core.run;

import java.time.Instant;
import org.recoverykit.engine.EngineEvent;

/** Where events go. Never blocks. */
@FunctionalInterface
interface EventSink {
    void publish(EngineEvent event);

    /** Publishes what happened a moment ago. */
    default void publish(Instant happened, EngineEvent event) {
        publish(event);
    }
}
