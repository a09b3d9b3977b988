package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;

/**
 * Asks stations on one wire by ARP, which no firewall drops, out of one interface and in the name of an address of it. An
 * answer proves the whole way: out, the switch, the station, and back in by the same interface.
 */
final class ArpQuestion implements AutoCloseable {
    private final LinuxNetwork network;
    private final Link link;
    private final Optional<Inet4Address> asker;
    private final Set<Inet4Address> targets;
    private final ViewGate news;
    private final OwnStations own;
    private final List<Watch> watches = new ArrayList<>();
    private volatile boolean answered;

    /** @param asker an address of the interface; without one it is asked in nobody's name, which most stations answer too */
    ArpQuestion(
            LinuxNetwork network, Link link, Optional<Inet4Address> asker, Set<Inet4Address> targets, ViewGate news) {
        this.network = network;
        this.link = link;
        this.asker = asker;
        this.targets = targets;
        this.news = news;
        this.own = new OwnStations(network.view());
    }

    /** Begins to listen for answers; false when that cannot be. */
    boolean open(Duration timeout) {
        for (Inet4Address target : targets) {
            KernelAnswer<Watch> begun = network.watchArp(link.index(), target, this::heard, timeout);
            begun.value().ifPresent(watches::add);
        }
        return watches.size() == targets.size();
    }

    /** Asks every target once. */
    void send() {
        MacAddress mac = link.hardwareAddress().orElse(MacAddress.ZERO);
        for (Inet4Address target : targets) {
            ArpFrame question =
                    asker.map(from -> ArpFrame.request(mac, from, target)).orElseGet(() -> ArpFrame.probe(mac, target));
            network.arp().send(link.index(), question);
        }
    }

    boolean answered() {
        return answered;
    }

    private void heard(ArpFrame frame) {
        boolean toUs = link.hardwareAddress().filter(frame.targetMac()::equals).isPresent();
        if (frame.operation() == ArpFrame.Operation.REPLY && toUs && !own.have(frame.senderMac())) {
            answered = true;
            news.changed();
        }
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
        watches.clear();
    }
}
