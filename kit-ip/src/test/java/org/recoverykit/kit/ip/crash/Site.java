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
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.lab.Cable;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.Lab;
import org.recoverykit.linux.lab.NetNs;
import org.recoverykit.testkit.Eventually;

/** A server with two interfaces that hold addresses of others too, and a client; looked at by the {@code ip} command and /proc. */
final class Site implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final List<String> INTERFACES = List.of("eth0", "eth1");

    /** Closed everywhere: a reset is an answer, and nothing has to listen. */
    private static final int CLOSED_PORT = 9;

    private final Addresses addresses;
    private final Lab lab = Lab.create();
    private final Host server = lab.host("server");
    private final Host client = lab.host("client");
    private final Cable first = server.connect("eth0");
    private final String namespace = server.place().call(() -> namespaceOf(Path.of("/proc/thread-self")));

    Site(Addresses addresses) {
        this.addresses = addresses;
        server.connect("eth1");
        client.connect("eth0");
        ip(
                client,
                "addr add " + addresses.client() + "/" + addresses.length() + " dev eth0"
                        + addresses.withoutDetection());
        // Without it the kit's practising in the background has nothing to practise with: victims live short lives.
        ip(server, "addr flush dev lo");
        for (String name : INTERFACES) {
            hurry(server, name);
            Stream.of("promote_secondaries", "arp_ignore", "arp_announce")
                    .forEach(key -> server.sysctl(name, key, "0"));
        }
        addresses.others().forEach(other -> ip(server, "addr add " + other));
        // The kernel completes an IPv6 address some time after it has agreed to it.
        Eventually.within(
                SOON,
                "the addresses can be used",
                () -> addresses.others().stream()
                        .map(other -> other.substring(0, other.indexOf('/')))
                        .allMatch(ip(server, addresses.option() + " route show table local")::contains));
    }

    /** An interface's second or two for duplicate address detection become some tens of milliseconds. */
    private static void hurry(Host host, String name) {
        host.place().call(() -> {
            Files.writeString(Path.of("/proc/sys/net/ipv6/conf/" + name + "/router_solicitation_delay"), "0");
            return Files.writeString(Path.of("/proc/sys/net/ipv6/neigh/" + name + "/retrans_time_ms"), "30");
        });
    }

    /** The server's network, to change it as somebody else would. */
    LinuxNetwork network() {
        return server.network();
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
        ip(server, "addr del " + addresses.protectedAddress() + " dev eth0");
    }

    /** As after a failover: until somebody tells it otherwise the client believes that the other node has the address. */
    void misleadClient() {
        ip(client, "neigh replace " + addresses.vip() + " lladdr 02:00:00:00:00:99 dev eth0 nud reachable");
    }

    /** Whether the client gets an answer now. */
    boolean answers() {
        return client.place().call(this::reaches);
    }

    /** Where the protected address is: interface, prefix length, label. */
    List<String> whereabouts() {
        return listed().stream().filter(this::isProtected).toList();
    }

    /** All else that the server has, which nobody may touch. */
    List<OtherAddress> others() {
        return listed().stream()
                .filter(line -> !isProtected(line))
                .map(OtherAddress::of)
                .toList();
    }

    /** Rules and routes; the order does not matter. */
    List<String> routing() {
        return Stream.concat(
                        ip(server, addresses.option() + " rule show").lines(),
                        ip(server, addresses.option() + " route show table all").lines())
                .filter(line -> !line.contains("fe80::"))
                .map(line -> line.strip().replaceAll("\\s+", " "))
                .sorted()
                .toList();
    }

    /** Every setting of both interfaces, of both families. */
    Map<String, String> settings() {
        return server.place().call(() -> {
            Map<String, String> values = new TreeMap<>();
            for (String name : INTERFACES) {
                putAll(Path.of("/proc/sys/net/ipv4/conf/" + name), values);
                putAll(Path.of("/proc/sys/net/ipv6/conf/" + name), values);
            }
            return values;
        });
    }

    private static void putAll(Path directory, Map<String, String> values) throws IOException {
        try (Stream<Path> keys = Files.list(directory)) {
            for (Path key : keys.filter(Files::isReadable).toList()) {
                // The kernel's own secret for stable addresses cannot be read before it is set.
                if (!key.endsWith("stable_secret")) {
                    values.put(key.toString(), Files.readString(key).strip());
                }
            }
        }
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

    private List<String> listed() {
        return ip(server, addresses.option() + " -o addr show")
                .lines()
                .filter(line -> !line.contains(" fe80::"))
                .map(line -> line.replaceAll("[\\s\\\\]+", " ").strip())
                .toList();
    }

    private boolean isProtected(String line) {
        return line.contains(" " + addresses.vip() + "/");
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

    private boolean reaches() throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(addresses.client()), 0));
            socket.connect(new InetSocketAddress(InetAddress.getByName(addresses.vip()), CLOSED_PORT), 300);
            return true;
        } catch (ConnectException refused) {
            return String.valueOf(refused.getMessage()).contains("refused");
        } catch (IOException silence) {
            return false;
        }
    }
}
