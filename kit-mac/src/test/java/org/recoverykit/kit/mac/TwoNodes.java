package org.recoverykit.kit.mac;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.linux.lab.Host;

/** Two nodes with an engine each, and clients of different faith. */
final class TwoNodes implements AutoCloseable {
    private final Site site = new Site();
    private final Host hostB = site.lab().host("b");
    private final NodeEngine a;
    private final NodeEngine b;

    /** The address is that of a's interface: at home there, and known to b by the settings. */
    TwoNodes(Path directory, boolean withMac) {
        hostB.connect("eth0");
        hostB.address("eth0", "10.0.0.21/24");
        String home = site.a().mac("eth0");
        a = new NodeEngine(site.hostA().place(), directory.resolve("a"), mac(withMac, Map.of("interface", "eth0")));
        b = new NodeEngine(
                hostB.place(), directory.resolve("b"), mac(withMac, Map.of("interface", "eth0", "address", home)));
    }

    private static Optional<Map<String, Object>> mac(boolean with, Map<String, Object> settings) {
        return with ? Optional.of(settings) : Optional.empty();
    }

    Site site() {
        return site;
    }

    NodeEngine a() {
        return a;
    }

    NodeEngine b() {
        return b;
    }

    Machine machineB() {
        return new Machine(hostB.place());
    }

    Machine deafClient() {
        Host host = site.lab().host("deaf");
        host.connect("eth0");
        host.address("eth0", "10.0.0.98/24").sysctl("eth0", "drop_gratuitous_arp", "1");
        return new Machine(host.place());
    }

    Machine clientWithFixedEntry(String mac) {
        Host host = site.lab().host("fixed");
        host.connect("eth0");
        host.address("eth0", "10.0.0.97/24");
        Machine machine = new Machine(host.place());
        machine.ip("neigh replace " + Site.VIP + " lladdr " + mac + " dev eth0 nud permanent");
        return machine;
    }

    @Override
    public void close() {
        a.close();
        b.close();
        site.close();
    }
}
