package org.recoverykit.linux.lab;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkOptions;

/** One Ethernet switch with hosts cabled to it. Closing takes all of it away. */
public final class Lab implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int BRIDGE = 10;
    private static final int FIRST_PORT = 1000;
    private static final int FIRST_SLOW_PORT = 5000;

    private final NetNs place;
    private final LinkMaker links;
    private final LinuxNetwork network;
    private final List<Host> hosts = new ArrayList<>();
    private int ports;

    private Lab() {
        place = NetNs.anonymous("switch");
        links = place.linkMaker();
        links.bridge("br0", BRIDGE);
        network = place.openNetwork(NetworkOptions.defaults());
    }

    /** A switch without hosts. */
    public static Lab create() {
        return new Lab();
    }

    /** Adds a host without interfaces; see {@link Host#connect}. */
    public Host host(String name) {
        Host host = new Host(name, this);
        hosts.add(host);
        return host;
    }

    /** Where the switch is. */
    public NetNs place() {
        return place;
    }

    /** Begins to take down what everybody on the switch is told; the caller closes it, before the laboratory. */
    public Capture capture() {
        return Capture.of(place, BRIDGE);
    }

    /** Cables a host's new interface to a new port; the same index at both ends makes carrier events slow. */
    Cable cable(Host host, String interfaceName, int ifindex, boolean slowEvents) {
        int port = slowEvents ? ifindex : FIRST_PORT + ports;
        String portName = "port" + ports++;
        links.veth(portName, port, interfaceName, ifindex, host.place());
        links.putInBridge(port, BRIDGE);
        return new Cable(this, host.name() + ":" + interfaceName, port);
    }

    int sameIndexAtBothEnds() {
        return FIRST_SLOW_PORT + ports;
    }

    void setPort(int port, boolean up, String cable) {
        KernelResult result = network.setLinkUp(port, up, TIMEOUT);
        if (!result.ok()) {
            throw new LabException("cable " + cable + ": " + result.message());
        }
    }

    @Override
    public void close() {
        hosts.forEach(Host::close);
        network.close();
        links.close();
        place.close();
    }
}
