package org.recoverykit.kit.ip;

/**
 * Whether an address may leave its interface at once, by what its watcher, its candidates and the way of its replies know.
 *
 * @param chooses whether the kit chooses the interface, instead of following another resource
 */
record AidGuard(boolean chooses, IpWatcher watcher, Candidates candidates, ReplyPath path) implements Aid.Guard {
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
        return candidates.changes() + path.changes();
    }
}
