package org.recoverykit.core.decide;

/** What a host asks of one hierarchy. */
public sealed interface HostCommand {
    /**
     * Bring a resource and all it depends on into service.
     *
     * @param tag the resource
     */
    record Restore(String tag) implements HostCommand {}

    /**
     * Take a resource and all that depend on it out of service.
     *
     * @param tag the resource
     */
    record Remove(String tag) implements HostCommand {}

    /** Bring all of it into service. */
    record RestoreAll() implements HostCommand {}

    /** Take all of it out of service. */
    record RemoveAll() implements HostCommand {}

    /**
     * Move it to another node.
     *
     * @param node which
     */
    record Switchover(String node) implements HostCommand {}

    /**
     * Maintenance on or off.
     *
     * @param on which
     */
    record Maintenance(boolean on) implements HostCommand {}

    /**
     * A person has mended it.
     *
     * @param tag the resource
     */
    record Cleanup(String tag) implements HostCommand {}
}
