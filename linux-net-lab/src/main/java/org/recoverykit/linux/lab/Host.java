package org.recoverykit.linux.lab;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkOptions;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.socket.ThreadCapabilities;

/** A host: a network namespace with interfaces that are cabled to the switch. */
public final class Host implements AutoCloseable {
    // Host interfaces and switch ports count from different numbers, so that carrier events come at once.
    private static final int FIRST_INTERFACE = 100;

    /**
     * With this system property hosts live with CAP_NET_ADMIN and CAP_NET_RAW only, as a daemon should; making namespaces
     * takes more, so the laboratory itself keeps what it has.
     */
    public static final String RESTRICTED = "recoverykit.lab.restricted";

    private final String name;
    private final Lab lab;
    private final NetNs place;
    private final LinkMaker links;
    private final LinuxNetwork network;
    private int interfaces;

    Host(String name, Lab lab) {
        this.name = name;
        this.lab = lab;
        this.place = NetNs.anonymous(name);
        this.links = place.linkMaker();
        if (Boolean.getBoolean(RESTRICTED)) {
            place.run(ThreadCapabilities::keepNetworkOnly);
        }
        this.network = place.openNetwork(NetworkOptions.defaults());
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Where its code runs and its processes start. */
    public NetNs place() {
        return place;
    }

    /** Its network, open as long as the host is. */
    public LinuxNetwork network() {
        return network;
    }

    /** Makes an interface, cables it to the switch and sets it up. A lost carrier is announced within 0.1 ms. */
    public Cable connect(String interfaceName) {
        return connect(interfaceName, FIRST_INTERFACE + interfaces, false);
    }

    /** The same, but the kernel may announce a lost carrier up to a second late, as that of a physical interface. */
    public Cable connectWithSlowEvents(String interfaceName) {
        return connect(interfaceName, lab.sameIndexAtBothEnds(), true);
    }

    private Cable connect(String interfaceName, int ifindex, boolean slowEvents) {
        interfaces++;
        Cable cable = lab.cable(this, interfaceName, ifindex, slowEvents);
        links.setUp(ifindex);
        Await.until(
                "carrier of " + cable,
                () -> network.view()
                        .link(interfaceName)
                        // The one of that name that was pulled out just before may still be in the table.
                        .filter(link -> link.index() == ifindex && link.hasCarrier())
                        .isPresent());
        return cable;
    }

    /** The index of an interface. */
    public int ifindex(String interfaceName) {
        return network.view()
                .link(interfaceName)
                .orElseThrow(() -> new LabException("host " + name + " has no interface " + interfaceName))
                .index();
    }

    /** Adds an address like {@code 192.0.2.1/24} and waits until the view shows it. */
    public Host address(String interfaceName, String address) {
        String[] parts = address.split("/", 2);
        InterfaceAddress wanted = InterfaceAddress.of(ifindex(interfaceName), ip(parts[0]), Integer.parseInt(parts[1]));
        require(network.change(AddressChange.add(wanted), Lab.TIMEOUT));
        Await.until(
                address + " on " + interfaceName,
                () -> !network.view().addressesOf(wanted.address()).isEmpty());
        return this;
    }

    /** Writes {@code net/ipv4/conf/<interface>/<key>}. */
    public Host sysctl(String interfaceName, String key, String value) {
        require(network.sysctl().write(interfaceName, key, value, Lab.TIMEOUT));
        return this;
    }

    /** Gives an interface another name; it must be down on older kernels. */
    public void rename(String interfaceName, String newName) {
        links.rename(ifindex(interfaceName), newName);
    }

    /** Pulls an interface out of the host, cable and all. */
    public void unplug(String interfaceName) {
        int index = ifindex(interfaceName);
        links.delete(index);
        Await.until(
                interfaceName + " to be gone", () -> network.view().link(index).isEmpty());
    }

    private void require(KernelResult result) {
        if (!result.ok()) {
            throw new LabException("host " + name + ": " + result.message());
        }
    }

    /** An address from its digits; never asks a name server. */
    public static InetAddress ip(String digits) {
        if (!digits.matches("[0-9a-fA-F:.]+")) {
            throw new LabException("'" + digits + "' is no IP address");
        }
        try {
            return InetAddress.getByName(digits);
        } catch (UnknownHostException e) {
            throw new LabException("'" + digits + "' is no IP address", e);
        }
    }

    @Override
    public void close() {
        network.close();
        links.close();
        place.close();
    }
}
