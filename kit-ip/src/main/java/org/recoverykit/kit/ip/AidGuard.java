package org.recoverykit.kit.ip;

/**
 * Whether an address may leave its interface at once, by what its watcher and its candidates know.
 *
 * @param chooses whether the kit chooses the interface, instead of following another resource
 */
record AidGuard(boolean chooses, IpWatcher watcher, Candidates candidates) implements Aid.Guard {
    @Override
    public boolean isOn() {
        return chooses && watcher.guards();
    }

    @Override
    public boolean allows() {
        return candidates.allowFirstAid();
    }

    @Override
    public long changes() {
        return candidates.changes();
    }
}
