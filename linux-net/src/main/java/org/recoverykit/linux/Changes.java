package org.recoverykit.linux;

import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;

/** Puts what was learnt into the table first, and then tells those who watch; nobody is told of what changed nothing. */
final class Changes {
    private final NetworkTable table;
    private final Watchers watchers;

    Changes(NetworkTable table, Watchers watchers) {
        this.table = table;
        this.watchers = watchers;
    }

    /** Nothing was made of it yet, and the table does not know; the hot path of a failover begins here. */
    void carrierMissing(int ifindex) {
        watchers.alarm(ifindex);
    }

    void link(Link link) {
        table.put(link).ifPresent(watchers::tell);
    }

    /** The kernel removes a link's addresses first and says so; when that was lost, this catches up. */
    void linkGone(int ifindex) {
        table.addresses(ifindex).forEach(this::addressGone);
        table.removeLink(ifindex).ifPresent(watchers::tell);
    }

    void address(InterfaceAddress address) {
        table.put(address).ifPresent(watchers::tell);
    }

    void addressGone(InterfaceAddress address) {
        table.remove(address).ifPresent(watchers::tell);
    }
}
