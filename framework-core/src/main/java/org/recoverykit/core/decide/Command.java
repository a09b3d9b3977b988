package org.recoverykit.core.decide;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.core.model.Fact;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.FailoverRequest;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;

/** Something the decider wants done. Carried out in the order given. */
public sealed interface Command {

    /**
     * Call a kit. Answered by {@link Observation.CheckEnded} or {@link Observation.ActionEnded} with the same id.
     *
     * @param tag the resource
     * @param callId grows by one with each call in a hierarchy
     * @param operation which
     * @param why why
     * @param attempt the how-manieth in a row without success, from 1
     * @param problem what the check found, for a local recovery
     */
    record Invoke(
            String tag,
            long callId,
            Operation operation,
            Call.Why why,
            int attempt,
            Optional<CheckResult.Unhealthy> problem)
            implements Command {}

    /**
     * Interrupt a call that is no longer wanted; it is still answered when it returns or runs out of time.
     *
     * @param tag the resource
     * @param callId which
     */
    record Interrupt(String tag, long callId) implements Command {}

    /**
     * Write facts to the journal.
     *
     * @param facts in order, all or none
     * @param order whether the commands that follow wait until they are on the disk
     */
    record Persist(List<Fact> facts, Order order) implements Command {
        /** Keeps a copy. */
        public Persist {
            facts = List.copyOf(facts);
        }
    }

    /** Whether what follows waits for the disk. */
    enum Order {
        /** It waits: a crash right after the effect must find the fact. */
        BEFORE_THE_REST,
        /**
         * It does not: an fsync (a millisecond) is no part of a recovery's time. A crash between the two loses the fact: one local recovery
         * more than the policy allows may follow it.
         */
        BESIDE_THE_REST
    }

    /**
     * Tell listeners and the log.
     *
     * @param event what
     */
    record Publish(EngineEvent event) implements Command {}

    /**
     * Answer a host's command; it is forgotten then.
     *
     * @param commandId which
     * @param outcome the answer
     */
    record Answer(long commandId, CommandOutcome outcome) implements Command {}

    /**
     * Ask the host who could take over.
     *
     * @param request why
     */
    record AskCandidate(FailoverRequest request) implements Command {}

    /**
     * Ask the host to bring it up elsewhere.
     *
     * @param request why
     * @param node where
     */
    record HandOver(FailoverRequest request, String node) implements Command {}

    /**
     * Send {@link Observation.Woken} later; replaces an earlier one of this hierarchy.
     *
     * @param delay how much later
     */
    record WakeAfter(Duration delay) implements Command {}
}
