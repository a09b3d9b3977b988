package org.recoverykit.kit.ip.crash;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.recoverykit.linux.lab.Cable;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.Lab;
import org.recoverykit.linux.lab.NetNs;
import org.recoverykit.testkit.Eventually;

/** A server with two interfaces that hold addresses of others too, and a client; looked at by the {@code ip} command and /proc. */
final class Site implements AutoCloseable {
    static final String ADDRESS = "10.0.0.50";
    private static final String CLIENT = "10.0.0.99";
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final List<String> INTERFACES = List.of("eth0", "eth1");

    /** Closed everywhere: a reset is an answer, and nothing has to listen. */
    private static final int CLOSED_PORT = 9;

    private final Lab lab = Lab.create();
    private final Host server = lab.host("server");
    private final Host client = lab.host("client");
    private final Cable first = server.connect("eth0");
    private final String namespace = server.place().call(() -> namespaceOf(Path.of("/proc/thread-self")));

    Site() {
        server.connect("eth1");
        client.connect("eth0");
        client.address("eth0", CLIENT + "/24");
        // Without it the kit's practising in the background has nothing to practise with: victims live short lives.
        ip(server, "addr flush dev lo");
        for (String name : INTERFACES) {
            Stream.of("promote_secondaries", "arp_ignore", "arp_announce")
                    .forEach(key -> server.sysctl(name, key, "0"));
        }
        ip(server, "addr add 10.0.0.11/24 dev eth0");
        ip(server, "addr add 10.0.0.21/24 dev eth0 label eth0:db valid_lft 36000 preferred_lft 18000");
        ip(server, "addr add 10.0.0.12/24 dev eth1");
        ip(server, "addr add 10.0.0.22/24 dev eth1 label eth1:web");
        // One subnet has one scope; so the odd one lies in another.
        ip(server, "addr add 10.7.0.1/24 dev eth1 label eth1:odd scope link");
    }

    NetNs server() {
        return server.place();
    }

    void cut() {
        first.cut();
        Eventually.within(SOON, "eth0 has no carrier", () -> !hasCarrier());
    }

    void mend() {
        first.mend();
        Eventually.within(SOON, "eth0 has carrier", this::hasCarrier);
    }

    void deleteAddress() {
        ip(server, "addr del " + ADDRESS + "/24 dev eth0");
    }

    /** As after a failover: until somebody tells it otherwise the client believes that the other node has the address. */
    void misleadClient() {
        ip(client, "neigh replace " + ADDRESS + " lladdr 02:00:00:00:00:99 dev eth0 nud reachable");
    }

    /** Whether the client gets an answer now. */
    boolean answers() {
        return client.place().call(Site::reaches);
    }

    /** Where the protected address is: interface, prefix length, label. */
    List<String> whereabouts() {
        return addresses().stream().filter(Site::isProtected).toList();
    }

    /** All else that the server has, which nobody may touch. */
    List<OtherAddress> others() {
        return addresses().stream()
                .filter(line -> !isProtected(line))
                .map(OtherAddress::of)
                .toList();
    }

    /** Rules and routes; the order does not matter. */
    List<String> routing() {
        return Stream.concat(
                        ip(server, "-4 rule show").lines(),
                        ip(server, "-4 route show table all").lines())
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .sorted()
                .toList();
    }

    /** Every IPv4 setting of both interfaces. */
    Map<String, String> settings() {
        return server.place().call(() -> {
            Map<String, String> values = new TreeMap<>();
            for (String name : INTERFACES) {
                Path directory = Path.of("/proc/sys/net/ipv4/conf/" + name);
                try (Stream<Path> keys = Files.list(directory)) {
                    for (Path key : keys.toList()) {
                        values.put(
                                name + "/" + key.getFileName(),
                                Files.readString(key).strip());
                    }
                }
            }
            return values;
        });
    }

    @Override
    public void close() {
        lab.close();
    }

    /** After closing: none of our processes and threads lives in the server. Others may be given its number at once. */
    void assertGone() {
        Eventually.within(SOON, "none of us lives in namespace " + namespace, () -> {
            Stream<Path> processes =
                    ProcessHandle.current().descendants().map(process -> Path.of("/proc/" + process.pid()));
            try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
                return Stream.concat(processes, threads)
                        .filter(path -> namespaceOf(path).equals(namespace))
                        .allMatch(Site::isReaper);
            }
        });
    }

    /** The JDK's thread that waited for a process of ours stays for another minute where it was begun. */
    private static boolean isReaper(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip().equals("process reaper");
        } catch (IOException gone) {
            return true;
        }
    }

    /** Empty for one that is gone. */
    private static String namespaceOf(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("ns/net")).toString();
        } catch (IOException notReadable) {
            return "";
        }
    }

    private List<String> addresses() {
        return ip(server, "-4 -o addr show")
                .lines()
                .map(line -> line.replaceAll("[\\s\\\\]+", " ").strip())
                .toList();
    }

    private static boolean isProtected(String line) {
        return line.contains(" " + ADDRESS + "/");
    }

    private boolean hasCarrier() {
        return ip(server, "link show dev eth0").contains("LOWER_UP");
    }

    private static String ip(Host host, String words) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words.split(" ")));
        return host.place().call(() -> run(command));
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException(String.join(" ", command) + ": " + output);
        }
        return output;
    }

    private static boolean reaches() throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(CLIENT), 0));
            socket.connect(new InetSocketAddress(InetAddress.getByName(ADDRESS), CLOSED_PORT), 300);
            return true;
        } catch (ConnectException refused) {
            return String.valueOf(refused.getMessage()).contains("refused");
        } catch (IOException silence) {
            return false;
        }
    }
}
