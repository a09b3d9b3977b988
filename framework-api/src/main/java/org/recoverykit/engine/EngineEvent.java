package org.recoverykit.engine;

import java.time.Duration;
import org.apiguardian.api.API;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.FailureScope;

/** Something that happened or was decided. New kinds may be added: treat an unknown one as worth showing. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface EngineEvent {

    /** The resource or hierarchy concerned; empty if the engine as a whole. */
    String subject();

    /**
     * The engine watches.
     *
     * @param node this node
     * @param hierarchies how many
     * @param resources how many
     */
    record EngineStarted(String node, int hierarchies, int resources) implements EngineEvent {
        @Override
        public String subject() {
            return "";
        }
    }

    /**
     * A resource's state changed.
     *
     * @param subject its tag
     * @param from before
     * @param to after
     * @param reason why, one line; may be empty
     */
    record StateChanged(String subject, ServiceState from, ServiceState to, String reason) implements EngineEvent {}

    /**
     * A kit asked for an early check.
     *
     * @param subject the tag
     * @param reason what the kit had heard
     */
    record Suspected(String subject, String reason) implements EngineEvent {}

    /**
     * A check found the resource not in service.
     *
     * @param subject the tag
     * @param level how closely it looked
     * @param reason what it saw
     * @param scope where to try next
     */
    record CheckFailed(String subject, CheckLevel level, String reason, FailureScope scope) implements EngineEvent {}

    /**
     * A check could not tell. Never by itself a reason to act.
     *
     * @param subject the tag
     * @param level how closely it looked
     * @param reason what stood in the way
     * @param inARow how many now, since the last answer
     * @param budget at how many an {@link Alert} is raised
     */
    record CheckUnknown(String subject, CheckLevel level, String reason, int inARow, int budget)
            implements EngineEvent {}

    /**
     * Checks answer Healthy again after they had not.
     *
     * @param subject the tag
     * @param warning the kit's remark; may be empty
     */
    record CheckHealthyAgain(String subject, String warning) implements EngineEvent {}

    /**
     * A kit call that acts has begun.
     *
     * @param subject the tag
     * @param operation which
     * @param why why
     * @param attempt the how-manieth in a row
     */
    record OperationStarted(String subject, Operation operation, Call.Why why, int attempt) implements EngineEvent {}

    /**
     * A kit call that acts has ended, or ran out of time.
     *
     * @param subject the tag
     * @param operation which
     * @param outcome DONE, FAILED or INDETERMINATE
     * @param reason the kit's words; may be empty
     * @param lastStep the last step it had told; may be empty
     * @param took how long
     */
    record OperationEnded(
            String subject,
            Operation operation,
            org.recoverykit.spi.ActionResult.Kind outcome,
            String reason,
            String lastStep,
            Duration took)
            implements EngineEvent {}

    /**
     * What the engine has decided, and on what grounds: a failover can be understood from these alone.
     *
     * @param subject the tag or hierarchy
     * @param decision what will be done now, or is not done
     * @param cause what led to it
     * @param budgets what is left: "local-recoveries=2/3 unknowns=0/5"
     */
    record Decided(String subject, String decision, String cause, String budgets) implements EngineEvent {}

    /**
     * A person should look. The words say what is wrong and what to do.
     *
     * @param subject the tag or hierarchy
     * @param reason what is wrong
     * @param remedy what to do
     */
    record Alert(String subject, String reason, String remedy) implements EngineEvent {}

    /**
     * The host was asked to bring a hierarchy up elsewhere; all of it is out of service here.
     *
     * @param subject the hierarchy
     * @param toNode the chosen node
     * @param reason why
     */
    record HandedOver(String subject, String toNode, String reason) implements EngineEvent {}

    /**
     * Maintenance went on or off.
     *
     * @param subject the hierarchy
     * @param on whether it is on now
     */
    record MaintenanceChanged(String subject, boolean on) implements EngineEvent {}

    /**
     * The engine itself is in trouble (overload, a clock jump, a disk that does not take the journal): no resource's fault.
     *
     * @param subject empty
     * @param reason what
     * @param remedy what to do
     */
    record EngineTrouble(String subject, String reason, String remedy) implements EngineEvent {}

    /**
     * The listener was too slow.
     *
     * @param subject empty
     * @param count how many events it did not get
     */
    record EventsLost(String subject, long count) implements EngineEvent {}
}
