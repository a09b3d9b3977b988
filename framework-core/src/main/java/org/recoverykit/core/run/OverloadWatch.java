package org.recoverykit.core.run;

import java.util.concurrent.TimeUnit;
import org.recoverykit.engine.Operation;

/** Tells when calls are late because of the engine or its machine: that is no resource's failure. */
final class OverloadWatch {
    private static final long TOLERATED_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final String REMEDY =
            "give the machine or the container more CPU, allow the process more threads, or check less often";

    private final Troubles troubles;

    OverloadWatch(Troubles troubles) {
        this.troubles = troubles;
    }

    /** A call began this long after it was asked for. */
    void waited(long nanos, Lane lane) {
        if (nanos > TOLERATED_NANOS && lane == Lane.ROUTINE) {
            troubles.tell(
                    "checks-late",
                    "checks begin " + TimeUnit.NANOSECONDS.toMillis(nanos) + " ms late: the engine is overloaded",
                    REMEDY);
        }
    }

    /** A call's whole time went by before a worker was free. */
    void noWorker(String tag, Operation operation) {
        troubles.tell(
                "no-worker",
                "no worker was free for " + Words.name(operation) + " of " + tag + " within its deadline",
                REMEDY);
    }
}
