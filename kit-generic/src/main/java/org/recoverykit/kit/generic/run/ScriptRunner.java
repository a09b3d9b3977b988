package org.recoverykit.kit.generic.run;

import java.time.Duration;

/** Runs scripts of one resource, one at a time. */
public interface ScriptRunner {

    /**
     * Runs it to its end, by force once the limit has passed. Blocks for at most the limit and the grace time.
     *
     * @param purpose whether processes that it leaves behind are the service or litter
     * @param limit how long it may take
     * @throws InterruptedException at an interrupt; the script has been ended by then
     */
    Outcome run(Invocation invocation, Purpose purpose, Duration limit) throws InterruptedException;

    /** What becomes of processes that outlive the script. */
    enum Purpose {
        /** They are the service: left alone, as far as the script ended by itself. */
        STARTS_SERVICE,
        /** They are litter: ended and named. */
        LEAVES_NOTHING
    }
}
