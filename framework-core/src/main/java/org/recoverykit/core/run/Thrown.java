package org.recoverykit.core.run;

import org.slf4j.Logger;

/** What code of others has thrown. Even looking at it may throw: a logger asks it for its message and its causes. */
final class Thrown {
    private Thrown() {}

    /** Logs one line with the stack, or without it if the stack cannot be had. */
    static void warn(Logger log, String line, Throwable thrown) {
        try {
            log.warn(line, thrown);
        } catch (Throwable hostile) {
            log.warn(
                    "{} thrown={} reason=\"it cannot be described\"",
                    line,
                    thrown.getClass().getName());
        }
    }
}
