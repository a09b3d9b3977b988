package org.recoverykit.core.decide;

import java.time.Duration;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.FailoverPort.Candidate;
import org.recoverykit.engine.FailoverPort.Handover;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;

/** Something the decider is told about one hierarchy. A lost or doubled one does no harm. */
public sealed interface Observation {

    /** The engine starts: look first, then converge. */
    record Started() implements Observation {}

    /**
     * A timer says it is time to look, or a person wants to.
     *
     * @param tag the resource
     * @param level how closely
     */
    record CheckDue(String tag, CheckLevel level) implements Observation {}

    /**
     * A routine look, taken untold as {@link StandingOrder#look} allows, found something that was not known.
     *
     * @param tag the resource
     * @param asOf {@link StandingOrder.Look#asOf} when the look began
     * @param level how closely it looked
     * @param result what it found
     */
    record Looked(String tag, long asOf, CheckLevel level, CheckResult result) implements Observation {}

    /**
     * A kit has heard of trouble.
     *
     * @param tag the resource
     * @param reason what it heard
     */
    record Suspected(String tag, String reason) implements Observation {}

    /**
     * A check ended, or ran out of time (Unknown).
     *
     * @param tag the resource
     * @param callId of the {@link Command.Invoke}; others are stale and ignored
     * @param level how closely it looked
     * @param result what it found
     * @param took how long
     */
    record CheckEnded(String tag, long callId, CheckLevel level, CheckResult result, Duration took)
            implements Observation {}

    /**
     * An action ended, or ran out of time (Indeterminate).
     *
     * @param tag the resource
     * @param callId of the {@link Command.Invoke}; others are stale and ignored
     * @param operation which
     * @param result how it ended
     * @param lastStep the last step it told; may be empty
     * @param took how long
     */
    record ActionEnded(
            String tag, long callId, Operation operation, ActionResult result, String lastStep, Duration took)
            implements Observation {}

    /**
     * The host commands.
     *
     * @param commandId to be answered with {@link Command.Answer}
     * @param command what
     */
    record Commanded(long commandId, HostCommand command) implements Observation {}

    /**
     * The host answered whether another node could take over.
     *
     * @param requestId of the request
     * @param answer a node, or none
     */
    record CandidateAnswered(long requestId, Candidate answer) implements Observation {}

    /**
     * The host answered whether the other node took it.
     *
     * @param requestId of the request
     * @param answer accepted or refused
     */
    record HandOverAnswered(long requestId, Handover answer) implements Observation {}

    /** The time asked for with {@link Command.WakeAfter} has come. */
    record Woken() implements Observation {}
}
