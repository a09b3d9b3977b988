package org.recoverykit.kit.mac;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import org.recoverykit.linux.lab.Cable;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.Lab;
import org.recoverykit.testkit.Eventually;

/** Two nodes with two interfaces each, and a client, all on one switch. */
final class Site implements AutoCloseable {
    static final String MAC = "02:00:5e:10:00:ff";
    static final String VIP = "10.0.0.50";
    static final String CLIENT = "10.0.0.99";
    static final Duration SOON = Duration.ofSeconds(10);

    /** Closed on every station: a reset is an answer, and nothing has to listen. */
    private static final int CLOSED_PORT = 9;

    private static final int ATTEMPTS = 5;

    private final Lab lab = Lab.create();
    private final Host hostA = lab.host("a");
    private final List<Cable> cables = List.of(hostA.connect("eth0"), hostA.connect("eth1"));
    private final Host clientHost = lab.host("client");

    Site() {
        clientHost.connect("eth0");
        clientHost.address("eth0", CLIENT + "/24");
        // Or the kernel lets the backup answer for the addresses of the other, with its own hardware address.
        hostA.sysctl("eth0", "arp_ignore", "1").sysctl("eth1", "arp_ignore", "1");
        a().ip("addr add 10.0.0.11/24 dev eth0");
        a().ip("addr add 10.0.0.12/24 dev eth1");
    }

    /** No IPv6 address is tentative any more, which would change by itself. */
    Site settled() {
        Eventually.within(
                SOON, "no address is tentative", () -> !a().ip("addr show").contains("tentative"));
        return this;
    }

    Lab lab() {
        return lab;
    }

    Host hostA() {
        return hostA;
    }

    Host clientHost() {
        return clientHost;
    }

    Machine a() {
        return new Machine(hostA.place());
    }

    Machine client() {
        return new Machine(clientHost.place());
    }

    Machine theSwitch() {
        return new Machine(lab.place());
    }

    void cut(int cable) {
        cables.get(cable).cut();
        Eventually.within(SOON, "eth" + cable + " has no carrier", () -> !carrier(cable));
    }

    /** As {@link #cut}, where the interface may be down. */
    void unplug(int cable) {
        cables.get(cable).cut();
    }

    void mend(int cable) {
        cables.get(cable).mend();
        Eventually.within(SOON, "eth" + cable + " has carrier", () -> carrier(cable));
    }

    /** Whether a client reaches an address: at one of a few attempts. */
    static boolean reaches(Machine client, String address) {
        boolean answered = false;
        for (int attempt = 0; attempt < ATTEMPTS && !answered; attempt++) {
            answered = client.call(() -> reaches(address));
        }
        return answered;
    }

    private boolean carrier(int cable) {
        return a().ip("link show dev eth" + cable).contains("LOWER_UP");
    }

    private static boolean reaches(String address) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getByName(address), CLOSED_PORT), 300);
            return true;
        } catch (ConnectException refused) {
            return String.valueOf(refused.getMessage()).contains("refused");
        } catch (IOException silence) {
            return false;
        }
    }

    @Override
    public void close() {
        lab.close();
    }
}
