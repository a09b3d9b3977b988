package org.recoverykit.spi;

import java.util.List;
import org.apiguardian.api.API;

/**
 * Protects one resource on one node. Three methods are mandatory; the others fall back to the weaker true thing.
 *
 * <p><b>Order.</b> {@link #quickCheck} comes first after creation, whatever the resource's state; then any of the
 * methods in any order, until {@link #close}. The engine restores after all children are in service and removes after all
 * parents are out.
 *
 * <p><b>Threads and blocking.</b> Every method runs on one of the engine's worker threads and may block until
 * {@link Call#remaining()} is zero. Never two calls at a time on one instance; successive calls may come on different
 * threads, each happening-before the next.
 *
 * <p><b>Deadline and interrupt.</b> At the deadline the thread is interrupted, the engine stops waiting, and the call's
 * later result is discarded. A check that ran out of time counts as Unknown, an action as Indeterminate. No further call
 * is made on the instance until the late one has returned. An interrupted method ends promptly, and rethrows.
 *
 * <p><b>Failure.</b> Return it. An exception from a check counts as Unknown, from an action as Indeterminate: whoever
 * throws does not know what state it leaves.
 *
 * <p><b>Idempotence.</b> restore of what is in service, and remove of what is out, do nothing and are Done. Each action
 * may be called again after a crash at any of its steps.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RecoveryKit extends AutoCloseable {

    /**
     * Brings the resource into service here, and proves it. Done only when it is in service. If it fails, it takes back
     * what it began.
     */
    ActionResult restore(Call call) throws InterruptedException;

    /**
     * Takes the resource out of service here, and proves it: Done on positive evidence only. By force if need be. Of a
     * resource that was never in service it is Done.
     */
    ActionResult remove(Call call) throws InterruptedException;

    /**
     * Is the resource in service? Called every few seconds: cheap (no process started, nothing sent), without any effect.
     * On a resource that is out of service it answers Unhealthy, whoever took it out.
     */
    CheckResult quickCheck(Call call) throws InterruptedException;

    /**
     * Does the resource do its work, as its users would see it? Called about once a minute; may cost time, may send, has
     * no lasting effect. Default: {@link #quickCheck}.
     */
    default CheckResult deepCheck(Call call) throws InterruptedException {
        return quickCheck(call);
    }

    /**
     * Mends the resource on this node without its parents noticing more than a short outage: first in the same place, then
     * in the backup place. Done only when {@link #quickCheck} would now answer Healthy. Called while the resource's
     * parents are in service.
     *
     * <p>Default: Failed with the scope that the check gave; with {@link FailureScope#RETRY_HERE} the engine then restarts
     * the resource in place (parents out, resource out, resource in, parents in) where policy allows.
     *
     * @param problem what the check had found
     */
    default ActionResult localRecovery(Call call, CheckResult.Unhealthy problem) throws InterruptedException {
        return ActionResult.failed("this kit mends nothing by itself: " + problem.reason(), problem.scope());
    }

    /**
     * Takes away only what the outside can see, as fast as possible: the right to hold the resource is about to end. A
     * full {@link #remove} follows. Bounded by a short deadline (about a second). Default: {@link #remove}.
     */
    default ActionResult isolate(Call call) throws InterruptedException {
        return remove(call);
    }

    /** The kit's own commands for administrators, shown by tools; none by default. */
    default List<KitCommand.Description> commands() {
        return List.of();
    }

    /**
     * Carries out one of {@link #commands()}. Serialised with all other calls on this instance. Default: refuses.
     */
    default CommandResult perform(Call call, KitCommand command) throws InterruptedException {
        return CommandResult.refused("this kit has no command '" + command.verb() + "'");
    }

    /**
     * Lets go of what this object holds (sockets, threads, timers). <b>Leaves the resource as it is</b>: a host that
     * upgrades itself closes the engine and keeps its services up. Idempotent; returns within a second; called once no
     * other call runs (a call that ignores its interrupt may still be running).
     */
    @Override
    default void close() {}
}
