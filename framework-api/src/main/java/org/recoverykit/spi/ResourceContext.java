package org.recoverykit.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * What a kit may use of the engine. One for each resource, valid from {@link RecoveryKitProvider#create} until
 * {@link RecoveryKit#close()}; afterwards its methods do nothing or throw {@link IllegalStateException} as said. All
 * methods may be called from any thread.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ResourceContext {

    /** The resource's unique name: {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}. */
    String tag();

    /** This node's name, of the same form. */
    String node();

    /** The clock to use instead of the JDK's: tests turn it by hand. */
    TimeSource time();

    /**
     * "Check me now": the kit has heard of trouble (a link lost its carrier, a process ended). The engine runs
     * {@link RecoveryKit#quickCheck} as soon as a worker is free, without waiting for the interval; several calls before it
     * runs make one check. Never blocks, takes no lock that is held during kit calls. After close it does nothing.
     *
     * @param reason one line for the event log
     */
    void suspect(String reason);

    /**
     * Permission for first aid: present when the engine, as things stand, would answer a failed quick check of this
     * resource with a local recovery at once (in service and wanted here, policy and budget allow it, no maintenance, on its
     * way nowhere). A kit that hears of trouble on a thread of its own may then do there and then what clients wait for: that
     * part of its {@link RecoveryKit#localRecovery} which may be repeated and taken back. The recovery itself follows on a
     * worker, is counted there, and does the rest: proof, notes, events. So the outage does not wait for any hand-over between
     * threads.
     *
     * <p>The engine makes no calls because of it, and does not wait for it: a kit that uses it keeps its own actions and its
     * first aid apart by a lock of its own, and does nothing if that is taken. Never blocks; empty before the engine watches
     * and after close. Default: never.
     */
    default Optional<FirstAid> firstAid() {
        return Optional.empty();
    }

    /**
     * Runs a task again and again on the engine's workers, first after one period. A run that is due while the last one is
     * still going is skipped. The task is not a call: it may overlap with calls, must be short, and if it throws it is
     * logged and goes on.
     *
     * @param period above zero
     * @throws IllegalStateException after close
     */
    Registration every(Duration period, Runnable task);

    /** The resource's durable notes. */
    Notes notes();

    /**
     * The notes of a resource that this one depends on directly, as they are now; an address reads there which interface the
     * MAC resource below it uses. Unmodifiable; empty for a tag that is no direct child.
     */
    Map<String, String> childNotes(String childTag);

    /**
     * A directory for files of this resource that are no facts (a script's output, say); exists, mode 0700, survives a
     * restart of the engine. For facts there are {@link #notes()}.
     */
    Path workDirectory();
}
