package org.recoverykit.kit.generic;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.recoverykit.kit.generic.run.Invocation;
import org.recoverykit.kit.generic.run.LinuxScriptRunner;
import org.recoverykit.kit.generic.run.Outcome;
import org.recoverykit.kit.generic.run.ScriptRunner.Purpose;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a program that does nothing, once in this process and before anything depends on it: the first script of all would
 * take some 50 ms longer, for the classes that it is the first to need, and the first may be the restore of a failover.
 */
final class Rehearsal {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final AtomicBoolean DONE = new AtomicBoolean();
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Invocation NOTHING = new Invocation("rehearsal", List.of("/bin/true"), Map.of());

    private Rehearsal() {}

    /** Says nothing about the resource, whatever comes of it. An interrupt stays set. */
    static void once(LinuxScriptRunner runner) {
        if (!DONE.compareAndSet(false, true)) {
            return;
        }
        try {
            Outcome outcome = runner.run(NOTHING, Purpose.LEAVES_NOTHING, LIMIT);
            LOG.debug("event=rehearsed outcome={}", outcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
