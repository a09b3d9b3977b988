package org.recoverykit.examples.demo;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.lab.Cable;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.Lab;
import org.recoverykit.linux.lab.NetNs;
import org.recoverykit.linux.model.InterfaceAddress;

/** A computer of the scene, as somebody sees it who stands beside it: its cables can be cut, its addresses deleted. */
final class Machine {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final Host host;
    private final Map<String, Cable> cables = new LinkedHashMap<>();

    /** One with nothing but its name. */
    Machine(Lab lab, String name) {
        this.host = lab.host(name);
    }

    /** Adds an interface with its fixed address, cabled to the switch. */
    Machine with(String interfaceName, String address) {
        cables.put(interfaceName, host.connect(interfaceName));
        host.address(interfaceName, address);
        return this;
    }

    String name() {
        return host.name();
    }

    /** Where its threads, sockets and processes live. */
    NetNs place() {
        return host.place();
    }

    /** Runs something on the machine; threads and processes that it starts live there too. */
    <T> T call(Callable<T> code) {
        return host.place().call(code);
    }

    Cable cable(String interfaceName) {
        Cable cable = cables.get(interfaceName);
        if (cable == null) {
            throw new IllegalArgumentException(name() + " has no interface " + interfaceName);
        }
        return cable;
    }

    boolean hasCarrier() {
        return cables.keySet().stream()
                .anyMatch(i -> host.network()
                        .view()
                        .link(i)
                        .filter(l -> l.hasCarrier())
                        .isPresent());
    }

    /** Whether any interface has the address, by the kernel's word. */
    boolean holds(String address) {
        return !host.network().view().addressesOf(Host.ip(address)).isEmpty();
    }

    boolean holds(String address, String interfaceName) {
        int index = host.ifindex(interfaceName);
        return host.network().view().addressesOf(Host.ip(address)).stream().anyMatch(a -> a.ifindex() == index);
    }

    /** As {@code ip address del} does it. */
    void delete(String address, int prefix, String interfaceName) {
        InetAddress digits = Host.ip(address);
        InterfaceAddress there = InterfaceAddress.of(host.ifindex(interfaceName), digits, prefix);
        KernelResult result = host.network().change(AddressChange.remove(there), TIMEOUT);
        if (!result.ok()) {
            throw new IllegalStateException("cannot delete " + address + ": " + result.message());
        }
    }
}
