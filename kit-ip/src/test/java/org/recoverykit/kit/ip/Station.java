package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.lab.Cable;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.MacAddress;

/** Another host on a site's switch, by its interface eth0: a rival, a target, a listener. */
final class Station {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Host host;
    private final Cable cable;
    private final List<ArpFrame> heard = new CopyOnWriteArrayList<>();

    Station(Host host) {
        this.host = host;
        this.cable = host.connect("eth0");
    }

    Host host() {
        return host;
    }

    Cable cable() {
        return cable;
    }

    MacAddress mac() {
        return host.network()
                .view()
                .link("eth0")
                .orElseThrow()
                .hardwareAddress()
                .orElseThrow();
    }

    /** Has an address from now on, and tells nobody. */
    Station with(String address) {
        host.address("eth0", address);
        return this;
    }

    void without(String digits, int length) {
        host.network()
                .change(AddressChange.remove(InterfaceAddress.of(host.ifindex("eth0"), ip(digits), length)), PATIENCE);
    }

    /** "This address is mine." */
    void claim(String digits) {
        send(ArpFrame.announcement(mac(), ip(digits)));
    }

    void send(ArpFrame frame) {
        host.network().arp().send(host.ifindex("eth0"), frame);
    }

    /** Notes every frame from now on whose sender claims the address. */
    Station listening(String digits) {
        var begun = host.network()
                .watchArp(host.ifindex("eth0"), ip(digits), heard::add, PATIENCE)
                .value();
        if (begun.isEmpty()) {
            throw new AssertionError("cannot listen");
        }
        return this;
    }

    /** What was heard from a sender. */
    long heardFrom(MacAddress sender) {
        return heard.stream()
                .filter(frame -> frame.senderMac().equals(sender) && frame.announces())
                .count();
    }

    static Inet4Address ip(String digits) {
        return (Inet4Address) Host.ip(digits);
    }
}
