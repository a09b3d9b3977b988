package org.recoverykit.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.TcpConnections;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.TcpConnection;

/** The kernel's own list of TCP connections, their end by force, and segments to those whose other end has vanished. */
@KernelTest
class TcpConnectionsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Path NO_DETECTION = Path.of("/proc/sys/net/ipv6/conf/default/accept_dad");
    private static final int FEW = 100;
    private static final int SILENT_MILLIS = 300;
    private static final int HEARD_MILLIS = 10_000;

    private final Lab lab = Lab.create();
    private final Host server = lab.host("server");
    private final Host other = lab.host("other");
    private final Host client = lab.host("client");

    /** Both ends of a connection, and what listens. */
    private record Pair(ServerSocket listening, Socket accepted, Socket asking) implements AutoCloseable {
        TcpConnection seenByServer() {
            return new TcpConnection(
                    accepted.getLocalAddress(), accepted.getLocalPort(), accepted.getInetAddress(), accepted.getPort());
        }

        /** What the client gets: its read ends, or is still waiting. */
        void readFor(int millis) throws IOException {
            asking.setSoTimeout(millis);
            asking.getInputStream().read();
        }

        @Override
        public void close() throws IOException {
            asking.close();
            accepted.close();
            listening.close();
        }
    }

    @BeforeEach
    void connect() {
        server.place().call(() -> Files.writeString(NO_DETECTION, "0"));
        client.place().call(() -> Files.writeString(NO_DETECTION, "0"));
        server.connect("eth0");
        other.connect("eth0");
        client.connect("eth0");
        server.address("eth0", "10.0.0.1/24").address("eth0", "10.0.0.50/24").address("eth0", "2001:db8::50/64");
        other.address("eth0", "10.0.0.2/24");
        client.address("eth0", "10.0.0.9/24").address("eth0", "2001:db8::9/64");
        awaitUsable(server, "2001:db8::50");
        awaitUsable(client, "2001:db8::9");
    }

    private static void awaitUsable(Host host, String address) {
        Await.until(
                address + " to be usable",
                () -> host.network()
                        .localInterfaceOf(ip(address), PATIENCE)
                        .value()
                        .isPresent());
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void connectionsOfOneAddressAreListedWhateverSocketsHaveThem() throws Exception {
        // The JDK's sockets are of IPv6 and have IPv4 connections too.
        try (Pair four = connection("10.0.0.50");
                Pair six = connection("2001:db8::50");
                Pair another = connection("10.0.0.1")) {
            assertThat(tcp().list(ip("10.0.0.50"), FEW, PATIENCE).value()).contains(List.of(four.seenByServer()));
            assertThat(tcp().list(ip("2001:db8::50"), FEW, PATIENCE).value()).contains(List.of(six.seenByServer()));
            assertThat(another.accepted().isConnected()).isTrue();
        }
        assertThat(tcp().list(ip("10.0.0.77"), FEW, PATIENCE).value()).contains(List.of());
    }

    @Test
    void noMoreAreListedThanAskedFor() throws Exception {
        try (Pair one = connection("10.0.0.50");
                Pair two = connection("10.0.0.50")) {
            assertThat(tcp().list(ip("10.0.0.50"), 1, PATIENCE).value().orElseThrow())
                    .hasSize(1)
                    .isSubsetOf(one.seenByServer(), two.seenByServer());
        }
    }

    @Test
    void endedConnectionsAreResetAtBothEndsAndOthersAndListenersStay() throws Exception {
        try (Pair ended = connection("10.0.0.50");
                Pair six = connection("2001:db8::50");
                Pair kept = connection("10.0.0.1")) {
            assertThat(tcp().end(ip("10.0.0.50"), PATIENCE).value()).contains(1);
            assertThat(tcp().end(ip("2001:db8::50"), PATIENCE).value()).contains(1);
            assertThat(tcp().end(ip("10.0.0.50"), PATIENCE).value()).contains(0);

            assertReset(ended);
            assertReset(six);
            assertThatThrownBy(() -> ended.accepted().getInputStream().read()).isInstanceOf(SocketException.class);
            assertStillWaiting(kept);
            assertThat(server.place().call(() -> ended.listening().isClosed())).isFalse();
        }
    }

    @Test
    void aClientWhoseServerHasVanishedLearnsItByOneSegmentInAnyRound() throws Exception {
        for (int round = 0; round < 3; round++) {
            try (Pair lost = connection("10.0.0.50")) {
                TcpConnection connection = lost.seenByServer();
                move("10.0.0.50", server, other);
                assertStillWaiting(lost);

                assertThat(other.network()
                                .tcp()
                                .tickle(ip("10.0.0.50"), List.of(connection), round, PATIENCE)
                                .value())
                        .contains(1);

                assertReset(lost);
                move("10.0.0.50", other, server);
            }
        }
    }

    @Test
    void aConnectionThatIsAliveSurvivesTheSegment() throws Exception {
        try (Pair alive = connection("10.0.0.50")) {
            assertThat(tcp().tickle(ip("10.0.0.50"), List.of(alive.seenByServer()), 0, PATIENCE)
                            .value())
                    .contains(1);
            assertStillWaiting(alive);
            alive.accepted().getOutputStream().write('y');
            alive.asking().setSoTimeout(HEARD_MILLIS);
            assertThat(alive.asking().getInputStream().read()).isEqualTo('y');
        }
    }

    @Test
    void nothingLeavesFromAnAddressThatTheNodeDoesNotHave() {
        TcpConnection foreign = new TcpConnection(ip("10.0.0.77"), 80, ip("10.0.0.9"), 1024);
        assertThat(tcp().tickle(ip("10.0.0.77"), List.of(foreign), 0, PATIENCE)
                        .result()
                        .message())
                .contains("10.0.0.77")
                .contains("EADDRNOTAVAIL");
    }

    private TcpConnections tcp() {
        return server.network().tcp();
    }

    private Pair connection(String address) throws Exception {
        ServerSocket listening = server.place().call(() -> new ServerSocket(0, 5, ip(address)));
        Socket asking = client.place().call(() -> {
            Socket socket = new Socket();
            socket.connect(new InetSocketAddress(ip(address), listening.getLocalPort()), HEARD_MILLIS);
            return socket;
        });
        return new Pair(listening, listening.accept(), asking);
    }

    /** As a takeover does: the client's kernel finds the new place by asking anew. */
    private void move(String address, Host from, Host to) {
        from.network()
                .change(AddressChange.remove(InterfaceAddress.of(from.ifindex("eth0"), ip(address), 24)), PATIENCE);
        to.address("eth0", address + "/24");
        client.network().routing().forgetNeighbour(client.ifindex("eth0"), ip(address), PATIENCE);
    }

    private static void assertReset(Pair pair) {
        assertThatThrownBy(() -> pair.readFor(HEARD_MILLIS))
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    private static void assertStillWaiting(Pair pair) {
        assertThatThrownBy(() -> pair.readFor(SILENT_MILLIS)).isInstanceOf(SocketTimeoutException.class);
    }

    private static InetAddress ip(String digits) {
        return Host.ip(digits);
    }
}
