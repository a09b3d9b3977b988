package org.recoverykit.kit.ip;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.lab.Cable;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.Lab;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.testkit.Eventually;

/** A server with two interfaces, eth0 and eth1, and a client, all on one switch. */
final class Site implements AutoCloseable {
    static final String VIP = "10.0.0.50";
    static final Duration SOON = Duration.ofSeconds(5);

    /** Closed on every station: a reset is an answer, and nothing has to listen. */
    private static final int CLOSED_PORT = 9;

    private static final int ATTEMPTS = 5;

    private final Plan plan;
    private final Lab lab = Lab.create();
    private final Machine server = new Machine(lab.host("server"));
    private final Machine client = undoubting(lab.host("client"));
    private final List<Cable> cables =
            List.of(server.host().connect("eth0"), server.host().connect("eth1"));
    private final Wire wire = new Wire(lab.capture());

    Site() {
        this(Plan.IPV4);
    }

    Site(Plan plan) {
        this.plan = plan;
        client.host().connect("eth0");
        client.ip("addr add " + plan.added(plan.client()) + " dev eth0");
        client.ip("addr add " + plan.afar() + " dev lo");
        server.ip("addr replace 127.0.0.1/8 dev lo");
        // The server's second or two for duplicate address detection become some tens of milliseconds.
        for (String name : List.of("eth0", "eth1")) {
            server.write("/proc/sys/net/ipv6/conf/" + name + "/router_solicitation_delay", "0");
            server.write("/proc/sys/net/ipv6/neigh/" + name + "/retrans_time_ms", "30");
        }
    }

    /** It can use its addresses at once, its link-local ones too: without duplicate address detection. */
    private static Machine undoubting(Host host) {
        Machine machine = new Machine(host);
        machine.write("/proc/sys/net/ipv6/conf/default/accept_dad", "0");
        return machine;
    }

    Machine server() {
        return server;
    }

    Machine client() {
        return client;
    }

    Cable cable(int number) {
        return cables.get(number);
    }

    /** The switch forgets the port of one of the server's cables: it has carrier, and leads nowhere. */
    void leadNowhere(int cable) {
        onSwitch("ip link set port" + cable + " nomaster");
    }

    void leadBack(int cable) {
        onSwitch("ip link set port" + cable + " master br0");
    }

    private void onSwitch(String command) {
        lab.place().call(() -> Machine.run(List.of(command.split(" "))));
    }

    /** Another host on the switch. */
    Station station(String name) {
        return new Station(lab.host(name));
    }

    MacAddress macOf(String name) {
        return MacAddress.parse(mac(name));
    }

    /** Fixed addresses of the server's interfaces in the subnet. */
    Site withFixedAddresses() {
        server.ip("addr add " + plan.added(plan.fixed().get(0)) + " dev eth0");
        server.ip("addr add " + plan.added(plan.fixed().get(1)) + " dev eth1");
        // The kernel completes an IPv6 address some time after it has agreed to it.
        Eventually.within(
                SOON,
                "the fixed addresses can be used",
                () -> plan.fixed().stream().allMatch(server.ip(plan.option() + " route show table local")::contains));
        return this;
    }

    void cut(int cable) {
        cables.get(cable).cut();
        Eventually.within(SOON, "eth" + cable + " has no carrier", () -> !carrier(cable));
    }

    void mend(int cable) {
        cables.get(cable).mend();
        Eventually.within(SOON, "eth" + cable + " has carrier", () -> carrier(cable));
    }

    /** Whether the client reaches the address: at one of a few attempts, since it may have to ask by ARP first. */
    boolean answers() {
        return answers(plan.client());
    }

    /** Whether a client behind a gateway reaches it: its requests come from another network. */
    boolean answersAfar() {
        return answers(plan.withoutLength(plan.afar()));
    }

    /** The hardware address that the client has for the protected address. */
    Optional<String> learnt() {
        String entry = client.ip("neigh show " + plan.vip());
        int at = entry.indexOf("lladdr ");
        return at < 0 ? Optional.empty() : Optional.of(entry.substring(at + 7, at + 24));
    }

    String mac(String name) {
        String link = server.ip("-o link show dev " + name);
        int at = link.indexOf("link/ether ");
        return link.substring(at + 11, at + 28);
    }

    /** Every address of the family as the server's kernel shows it, but for what time changes. */
    List<String> addresses() {
        List<String> lines = new ArrayList<>();
        server.ip(plan.option() + " -o addr show").lines().forEach(line -> {
            if (!line.contains(" lo ") && !line.contains(" fe80::")) {
                lines.add(line.replaceAll("[0-9]+sec", "some sec")
                        .replaceAll("\\s+", " ")
                        .strip());
            }
        });
        return lines;
    }

    /** On which interfaces the protected address is, with prefix length. */
    List<String> whereabouts() {
        return server.ip(plan.option() + " -o addr show")
                .lines()
                .filter(line -> line.contains(" " + plan.vip() + "/"))
                .map(line -> line.split("\\s+"))
                .map(words -> words[1] + " " + words[3])
                .toList();
    }

    /** What passes the server's cables, each frame of which is judged when the site is closed. */
    Wire wire() {
        return wire;
    }

    /** Of all frames that the switch has to pass on, so many in a hundred get lost from now on. */
    void lose(int percent) {
        String rules = "add table bridge loss ; "
                + "add chain bridge loss passing { type filter hook forward priority 0 ; } ; "
                + "add rule bridge loss passing numgen random mod 100 < " + percent + " drop";
        lab.place().call(() -> Machine.run(List.of("nft", rules)));
    }

    @Override
    public void close() {
        wire.close();
        lab.close();
        wire.judge();
    }

    private boolean answers(String from) {
        boolean answered = false;
        for (int attempt = 0; attempt < ATTEMPTS && !answered; attempt++) {
            answered = client.call(() -> reaches(plan.vip(), from));
        }
        return answered;
    }

    private boolean carrier(int cable) {
        return server.ip("link show dev eth" + cable).contains("LOWER_UP");
    }

    private static boolean reaches(String address, String from) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getByName(from), 0));
            socket.connect(new InetSocketAddress(InetAddress.getByName(address), CLOSED_PORT), 300);
            return true;
        } catch (ConnectException refused) {
            return String.valueOf(refused.getMessage()).contains("refused");
        } catch (IOException silence) {
            return false;
        }
    }
}
