package org.recoverykit.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A switch, a client, and servers, as named network namespaces (the C programs look for them in {@code /run/netns}, which
 * {@code bin/bench} has made private). All share one subnet.
 */
final class TestNetwork implements AutoCloseable {
    private static final String CLIENT = "client";
    static final int PREFIX = Subnet.IPV4.prefix();

    private final List<Server> servers;

    private TestNetwork(List<Server> servers) {
        this.servers = servers;
    }

    static TestNetwork of(String... servers) throws IOException {
        return of(Subnet.IPV4, false, servers);
    }

    /** The same with IPv6 addresses. */
    static TestNetwork ofIpv6(String... servers) throws IOException {
        return of(Subnet.IPV6, false, servers);
    }

    /** The same with cables whose carrier loss the kernel announces late. */
    static TestNetwork announcingLate(String... servers) throws IOException {
        return of(Subnet.IPV4, true, servers);
    }

    private static TestNetwork of(Subnet subnet, boolean sameIndex, String... servers) throws IOException {
        TestNetwork network = new TestNetwork(IntStream.range(0, servers.length)
                .mapToObj(i -> new Server(servers[i], subnet, i + 1, sameIndex))
                .toList());
        boolean made = false;
        try {
            network.make(subnet);
            made = true;
        } finally {
            if (!made) {
                network.close();
            }
        }
        return network;
    }

    /** One of its servers. */
    Server server(String name) {
        return servers.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow();
    }

    private void make(Subnet subnet) throws IOException {
        addNamespace(Server.SWITCH, Subnet.IPV4);
        addNamespace(CLIENT, subnet);
        batch(Server.SWITCH, "link add br0 type bridge forward_delay 0 mcast_snooping 0\nlink set br0 up\n");
        // pads keep the two ends of a cable at different indexes: carrier loss is then announced at once
        batch(Server.SWITCH, "link add pad0 type bridge\nlink add pad1 type bridge\n");
        cable(CLIENT, "eth0", CLIENT, 10, 20);
        batch(CLIENT, "address add " + subnet.client() + " dev eth0\n");
        for (Server server : servers) {
            addNamespace(server.name(), subnet);
            for (int i = 0; i < 2; i++) {
                int near = 100 * server.number() + i;
                cable(server.name(), "eth" + i, server.name() + i, near, server.sameIndex() ? near : near + 50);
                batch(server.name(), "address add " + subnet.fixed(server.number(), i) + " dev eth" + i + "\n");
            }
        }
    }

    private static void addNamespace(String name, Subnet subnet) throws IOException {
        Commands.run(List.of("ip", "netns", "add", name));
        String without = subnet == Subnet.IPV4 ? "=1" : "=0";
        sysctl(name, "net.ipv6.conf.all.disable_ipv6" + without, "net.ipv6.conf.default.disable_ipv6" + without);
        batch(name, "link set lo up\n");
    }

    private static void cable(String namespace, String end, String port, int nearIndex, int farIndex)
            throws IOException {
        Commands.run(List.of(
                "ip",
                "-n",
                Server.SWITCH,
                "link",
                "add",
                port,
                "index",
                Integer.toString(farIndex),
                "type",
                "veth",
                "peer",
                "name",
                end,
                "index",
                Integer.toString(nearIndex),
                "netns",
                namespace));
        batch(Server.SWITCH, "link set " + port + " master br0\nlink set " + port + " up\n");
        batch(namespace, "link set " + end + " up\n");
    }

    /** A command as run in the client. */
    static List<String> fromClient(List<String> command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", CLIENT));
        all.addAll(command);
        return all;
    }

    /** Several lines for {@code ip -batch} in a namespace. */
    private static void batch(String namespace, String lines) throws IOException {
        Commands.run(List.of("ip", "-n", namespace, "-batch", "-"), lines);
    }

    /** What a careful administrator sets for two interfaces on one subnet; our kit sees to it itself. */
    static void prepareForTheReference(Server server) throws IOException {
        sysctl(
                server.name(),
                "net.ipv4.conf.all.arp_ignore=1",
                "net.ipv4.conf.all.arp_announce=2",
                "net.ipv4.conf.all.ignore_routes_with_linkdown=1",
                "net.ipv4.conf.eth0.ignore_routes_with_linkdown=1",
                "net.ipv4.conf.eth1.ignore_routes_with_linkdown=1");
        if (server.subnet() == Subnet.IPV6) {
            sysctl(
                    server.name(),
                    "net.ipv6.conf.eth0.ignore_routes_with_linkdown=1",
                    "net.ipv6.conf.eth1.ignore_routes_with_linkdown=1");
        }
    }

    private static void sysctl(String namespace, String... settings) throws IOException {
        List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", namespace, "sysctl", "-qw"));
        command.addAll(List.of(settings));
        Commands.run(command);
    }

    @Override
    public void close() throws IOException {
        String there = Commands.run(List.of("ip", "netns", "list"));
        for (String line : there.lines().toList()) {
            Commands.run(List.of("ip", "netns", "delete", line.split(" ", 2)[0]));
        }
    }
}
