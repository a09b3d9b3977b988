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
import org.recoverykit.linux.lab.Lab;
import org.recoverykit.testkit.Eventually;

/** A server with two interfaces, eth0 and eth1, and a client, all on one switch. */
final class Site implements AutoCloseable {
    static final String VIP = "10.0.0.50";
    static final Duration SOON = Duration.ofSeconds(5);

    /** Closed on every station: a reset is an answer, and nothing has to listen. */
    private static final int CLOSED_PORT = 9;

    private static final int ATTEMPTS = 5;

    private final Lab lab = Lab.create();
    private final Machine server = new Machine(lab.host("server"));
    private final Machine client = new Machine(lab.host("client"));
    private final List<Cable> cables =
            List.of(server.host().connect("eth0"), server.host().connect("eth1"));

    Site() {
        client.host().connect("eth0");
        client.host().address("eth0", "10.0.0.99/24").address("lo", "10.9.0.99/24");
        server.ip("addr replace 127.0.0.1/8 dev lo");
    }

    Machine server() {
        return server;
    }

    Machine client() {
        return client;
    }

    /** Fixed addresses of the server's interfaces in the subnet. */
    Site withFixedAddresses() {
        server.ip("addr add 10.0.0.11/24 dev eth0");
        server.ip("addr add 10.0.0.12/24 dev eth1");
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
        return answers("10.0.0.99");
    }

    /** Whether a client behind a gateway reaches it: its requests come from another network. */
    boolean answersAfar() {
        return answers("10.9.0.99");
    }

    /** The hardware address that the client has for the protected address. */
    Optional<String> learnt() {
        String entry = client.ip("neigh show " + VIP);
        int at = entry.indexOf("lladdr ");
        return at < 0 ? Optional.empty() : Optional.of(entry.substring(at + 7, at + 24));
    }

    String mac(String name) {
        String link = server.ip("-o link show dev " + name);
        int at = link.indexOf("link/ether ");
        return link.substring(at + 11, at + 28);
    }

    /** Every IPv4 address of the server as the kernel shows it, but for what time changes. */
    List<String> addresses() {
        List<String> lines = new ArrayList<>();
        server.ip("-4 -o addr show").lines().forEach(line -> {
            if (!line.contains(" lo ")) {
                lines.add(line.replaceAll("[0-9]+sec", "some sec")
                        .replaceAll("\\s+", " ")
                        .strip());
            }
        });
        return lines;
    }

    /** On which interfaces the protected address is, with prefix length. */
    List<String> whereabouts() {
        return server.ip("-4 -o addr show")
                .lines()
                .filter(line -> line.contains(" " + VIP + "/"))
                .map(line -> line.split("\\s+"))
                .map(words -> words[1] + " " + words[3])
                .toList();
    }

    @Override
    public void close() {
        lab.close();
    }

    private boolean answers(String from) {
        boolean answered = false;
        for (int attempt = 0; attempt < ATTEMPTS && !answered; attempt++) {
            answered = client.call(() -> reaches(VIP, from));
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
