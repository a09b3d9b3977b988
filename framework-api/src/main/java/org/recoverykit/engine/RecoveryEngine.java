package org.recoverykit.engine;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apiguardian.api.API;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.Registration;

/**
 * Keeps hierarchies in service on one node. Thread-safe; no method blocks but {@link #start} and {@link #close}. Commands
 * are carried out in the order given, each hierarchy on its own; their stages complete on an engine thread, normally, also
 * when the answer is no.
 *
 * <p><b>Close is not stop.</b> {@link #close} leaves resources in service, since the host may be upgrading itself;
 * {@link #stopAll} takes them out.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface RecoveryEngine extends AutoCloseable {

    /**
     * Looks at the real world, compares it with what was promised before the last end or crash, and makes it so; then
     * watches. Returns when the engine watches; the first restores may still run. Once only.
     *
     * @throws IllegalStateException if it was started or closed before
     */
    void start();

    /** Brings a resource, and all it depends on, into service, children first. Idempotent. */
    CompletionStage<CommandOutcome> restore(String tag);

    /** Takes a resource, and all that depend on it, out of service, parents first. Idempotent. */
    CompletionStage<CommandOutcome> remove(String tag);

    /** Brings every resource of a hierarchy into service. Idempotent. */
    CompletionStage<CommandOutcome> restoreHierarchy(String hierarchy);

    /** Takes every resource of a hierarchy out of service. Idempotent. */
    CompletionStage<CommandOutcome> removeHierarchy(String hierarchy);

    /** Takes a hierarchy out here and asks the {@link FailoverPort} to bring it up on the named node. */
    CompletionStage<CommandOutcome> switchover(String hierarchy, String toNode);

    /** Takes everything out of service, parents first, independent branches at the same time. */
    CompletionStage<CommandOutcome> stopAll();

    /**
     * Maintenance of one resource's whole hierarchy: nothing is checked, recovered or failed over while on; commands still
     * work. Survives a restart of the engine.
     */
    CompletionStage<CommandOutcome> maintenance(String tag, boolean on);

    /**
     * "I have mended it": forgets failures and spent budgets of a resource, and lifts a block after looking at the real
     * state. The engine then tries again what it had given up.
     */
    CompletionStage<CommandOutcome> cleanup(String tag);

    /** Checks now, whatever the timers say. */
    CompletionStage<CheckResult> check(String tag, CheckLevel level);

    /** Carries out a kit's own command on a resource. */
    CompletionStage<CommandResult> perform(String tag, KitCommand command);

    /** How everything stands. A snapshot: cheap, consistent within each hierarchy. */
    StatusSnapshot status();

    /**
     * What would be done if this were found now, step by step, if each step failed in turn. Does nothing.
     *
     * @throws IllegalArgumentException if there is no such resource
     */
    Plan plan(String tag, CheckResult.Unhealthy problem);

    /** In which order everything would be taken out. Does nothing. */
    Plan planEvacuation();

    /** Kits that could not be used, with their reasons; in no case a reason not to run. */
    List<Problem> problems();

    /**
     * Tells a listener every event from now on, in order, on a thread of the listener's own: a slow or throwing listener
     * delays nobody. A listener that is more than 10,000 events behind loses the oldest and is told so by
     * {@link EngineEvent.EventsLost}.
     */
    Registration listen(EngineListener listener);

    /** Stops watching, waits for calls in progress until their deadlines (at most 10 s), and leaves resources as they are. Idempotent. */
    @Override
    void close();
}
