package org.recoverykit.examples.demo;

import java.time.Instant;
import org.recoverykit.engine.EngineEvent;

/** Hears what each server's engine tells. */
@FunctionalInterface
interface Teller {
    void tell(String node, Instant at, EngineEvent event);
}
