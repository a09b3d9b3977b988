package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;

/**
 * Asks stations on one wire by ARP or Neighbor Discovery, which no firewall drops, out of one interface and in the name of an
 * address of it. An answer proves the whole way: out, the switch, the station, and back in by the same interface.
 */
final class NeighbourQuestion implements AutoCloseable {
    private final Link link;
    private final Optional<InetAddress> asker;
    private final Set<InetAddress> targets;
    private final ViewGate news;
    private final Asking asking;
    private final List<Watch> watches = new ArrayList<>();
    private volatile boolean answered;

    /** @param asker an address of the interface; without one it is asked in nobody's name, which most stations answer too */
    NeighbourQuestion(
            LinuxNetwork network, Link link, Optional<InetAddress> asker, Set<InetAddress> targets, ViewGate news) {
        this.link = link;
        this.asker = asker;
        this.targets = targets;
        this.news = news;
        this.asking = new Asking(network, new OwnStations(network.view()));
    }

    /** Begins to listen for answers; false when that cannot be. */
    boolean open(Duration timeout) {
        for (InetAddress target : targets) {
            KernelAnswer<Watch> begun = asking.listen(link, target, this::heard, timeout);
            begun.value().ifPresent(watches::add);
        }
        return watches.size() == targets.size();
    }

    /** Asks every target once. */
    void send() {
        MacAddress mac = link.hardwareAddress().orElse(MacAddress.ZERO);
        targets.forEach(target -> asking.ask(link.index(), mac, asker, target));
    }

    boolean answered() {
        return answered;
    }

    private void heard() {
        answered = true;
        news.changed();
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
        watches.clear();
    }
}
