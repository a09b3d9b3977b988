package org.recoverykit.kit.generic.agents;

import java.util.Map;
import org.recoverykit.kit.generic.Shell;

/** An address on one end of a cable, by the agent {@code IPaddr2}. */
final class Address extends Application {
    static final String NIC = "veth-a";
    static final String VIP = "10.9.0.50";

    Address() {
        Shell.run("ip", "link", "add", NIC, "type", "veth", "peer", "name", "veth-b");
        // No addresses that the kernel makes up by itself, a while later.
        Shell.run("ip", "link", "set", NIC, "addrgenmode", "none");
        Shell.run("ip", "link", "set", "veth-b", "addrgenmode", "none");
        Shell.run("ip", "addr", "add", "10.9.0.1/24", "dev", NIC);
        Shell.run("ip", "link", "set", NIC, "up");
        Shell.run("ip", "link", "set", "veth-b", "up");
    }

    @Override
    String agent() {
        return "heartbeat:IPaddr2";
    }

    @Override
    Map<String, String> parameters() {
        return Map.of("ip", VIP, "cidr_netmask", "24", "nic", NIC);
    }

    @Override
    public void breakIt() {
        Shell.run("ip", "addr", "del", VIP + "/24", "dev", NIC);
    }

    @Override
    public boolean isReallyInService() {
        return Shell.run("ip", "-o", "-4", "addr", "show", "dev", NIC).contains(" " + VIP + "/24 ");
    }

    @Override
    public void close() {
        Shell.run("ip", "link", "del", NIC);
        super.close();
    }
}
