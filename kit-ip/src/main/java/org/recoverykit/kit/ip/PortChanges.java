package org.recoverykit.kit.ip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.recoverykit.linux.LinkEvent;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkListener;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.Link;

/**
 * Hears when frames of an interface may reach the switch by another port, though its carrier never changed: a member of its
 * bridge or bond gained or lost carrier, came or went; it joined another bridge; its hardware address changed. One listener
 * for all addresses of the host; on the monitor's thread.
 */
final class PortChanges implements NetworkListener {
    private final LinuxNetwork network;
    private final Map<String, List<Runnable>> interested = new ConcurrentHashMap<>();

    /** One that nobody tells anything. */
    PortChanges(LinuxNetwork network) {
        this.network = network;
    }

    /** Listens as long as the network is open. */
    static PortChanges of(LinuxNetwork network) {
        PortChanges changes = new PortChanges(network);
        network.watchAll(changes);
        return changes;
    }

    /** From now on, until it is closed. The task must not block. */
    Watch watch(List<String> interfaces, Runnable task) {
        interfaces.forEach(name -> interested
                .computeIfAbsent(name, key -> new CopyOnWriteArrayList<>())
                .add(task));
        return () -> interfaces.forEach(
                name -> interested.getOrDefault(name, List.of()).remove(task));
    }

    @Override
    public void linkChanged(LinkEvent event) {
        if (isRenewed(event)) {
            event.after().ifPresent(this::tell);
        }
        boolean port = event.lostCarrier() || event.gainedCarrier() || isMoved(event);
        if (port) {
            Stream.of(event.before(), event.after())
                    .flatMap(Optional::stream)
                    .map(Link::masterIndex)
                    .filter(master -> master != 0)
                    .distinct()
                    .flatMap(master -> network.view().link(master).stream())
                    .forEach(this::tell);
        }
    }

    private static boolean isMoved(LinkEvent event) {
        return !event.before().map(Link::masterIndex).equals(event.after().map(Link::masterIndex));
    }

    private static boolean isRenewed(LinkEvent event) {
        return event.before().isPresent()
                && event.after().isPresent()
                && (isMoved(event)
                        || !event.before()
                                .get()
                                .hardwareAddress()
                                .equals(event.after().get().hardwareAddress()));
    }

    private void tell(Link link) {
        interested.getOrDefault(link.name(), List.of()).forEach(Runnable::run);
    }
}
