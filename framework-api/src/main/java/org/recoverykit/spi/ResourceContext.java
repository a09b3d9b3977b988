package org.recoverykit.spi;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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
