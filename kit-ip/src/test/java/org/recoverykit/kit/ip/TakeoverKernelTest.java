package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.kit.ip.ConnectionSettings.AtRemove;
import org.recoverykit.linux.WireTap;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.testkit.Eventually;
import org.slf4j.LoggerFactory;

/** Clients that only wait for data learn after a takeover that their connections are dead. */
@KernelTest
class TakeoverKernelTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration EVERY = Duration.ofSeconds(10);
    private static final int LEARNS_MILLIS = 5_000;
    private static final int SILENT_MILLIS = 1_000;

    @TempDir
    private Path shared;

    private static Plan plan(String family) {
        return family.equals("IPv4") ? Plan.IPV4 : Plan.IPV6;
    }

    @ParameterizedTest
    @ValueSource(strings = {"IPv4", "IPv6"})
    void aWaitingClientLearnsAtOnceThatItsServerHasVanished(String family) throws Exception {
        try (TakeoverSite site = new TakeoverSite(plan(family))) {
            IpConfig config = site.config(TakeoverSite.settings(shared, AtRemove.KEEP));
            try (TakeoverSite.Node a = site.node("a", 0, config);
                    TakeoverSite.Node b = site.node("b", 1, config);
                    WireTap wire = site.tapOfClient()) {
                Socket client = connected(site, a);
                a.advance(EVERY);
                awaitListed(client);
                a.vanish();
                drain(wire);

                assertThat(b.restore().kind()).isEqualTo(ActionResult.Kind.DONE);

                assertReset(client);
                byte[] tickle = firstTickle(wire);
                assertThat(SegmentRules.broken(tickle))
                        .as(SegmentRules.text(tickle))
                        .isEmpty();
                assertThat(SegmentRules.destinationPort(tickle)).isEqualTo(client.getLocalPort());
                assertThat(SegmentRules.expertsSay(tickle, shared)).isEmpty();
                assertThat(b.failures()).isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"IPv4", "IPv6"})
    void withoutTheSettingTheClientWaitsOn(String family) throws Exception {
        try (TakeoverSite site = new TakeoverSite(plan(family));
                TakeoverSite.Node a = site.node("a", 0, site.configWithoutHelp());
                TakeoverSite.Node b = site.node("b", 1, site.configWithoutHelp())) {
            Socket client = connected(site, a);
            a.vanish();
            assertThat(b.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertStillWaiting(client);
        }
    }

    @Test
    void aClientWhoseFirstAnswerIsLostLearnsInTheNextRound() throws Exception {
        try (TakeoverSite site = new TakeoverSite(Plan.IPV4)) {
            IpConfig config = site.config(TakeoverSite.settings(shared, AtRemove.KEEP));
            try (TakeoverSite.Node a = site.node("a", 0, config);
                    TakeoverSite.Node b = site.node("b", 1, config)) {
                Socket client = connected(site, a);
                a.advance(EVERY);
                awaitListed(client);
                a.vanish();
                site.deafen(true);
                assertThat(b.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
                assertStillWaiting(client);
                site.deafen(false);

                b.advance(Duration.ofSeconds(1));

                assertReset(client);
            }
        }
    }

    @Test
    void aConnectionThatIsAliveHereIsLeftAlone() throws Exception {
        try (TakeoverSite site = new TakeoverSite(Plan.IPV4)) {
            IpConfig config = site.config(TakeoverSite.settings(shared, AtRemove.KEEP));
            try (TakeoverSite.Node a = site.node("a", 0, config);
                    WireTap wire = site.tapOfClient();
                    ServerSocket listening = restoredAndServing(a)) {
                Socket client = site.connect(listening.getLocalPort());
                Socket accepted = listening.accept();
                assertThat(a.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
                awaitListed(client);
                drain(wire);

                // It comes back to the node that still has the connection.
                try (Logged told = new Logged(Tickling.class)) {
                    assertThat(a.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
                    told.await("event=clients-told tag=vip round=1 sent=0 alive=1");
                }
                accepted.getOutputStream().write('y');
                client.setSoTimeout(LEARNS_MILLIS);
                assertThat(client.getInputStream().read()).isEqualTo('y');
                assertThat(tickles(wire)).isEmpty();
            }
        }
    }

    @Test
    void aRestartOnTheSameNodeTellsNobody() throws Exception {
        try (TakeoverSite site = new TakeoverSite(Plan.IPV4);
                TakeoverSite.Node a = site.node("a", 0, site.config(TakeoverSite.settings(shared, AtRemove.KEEP)));
                WireTap wire = site.tapOfClient()) {
            assertThat(a.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            awaitSlowWork();
            Files.writeString(
                    shared.resolve("10.0.0.50.connections"),
                    ConnectionList.write(site.vip(), List.of(site.fromClient(50_000))));

            assertThat(a.restore().kind()).isEqualTo(ActionResult.Kind.DONE);

            a.advance(EVERY);
            awaitSlowWork();
            assertThat(tickles(wire)).isEmpty();
            assertThat(shared.resolve("10.0.0.50.connections")).hasContent(ConnectionList.write(site.vip(), List.of()));
        }
    }

    private static void awaitSlowWork() throws InterruptedException {
        assertThat(SlowWork.within(SOON, () -> {})).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"IPv4", "IPv6"})
    void removeEndsThisNodesOwnConnectionsWhereAsked(String family) throws Exception {
        try (TakeoverSite site = new TakeoverSite(plan(family));
                TakeoverSite.Node a = site.node("a", 0, site.config(TakeoverSite.settings(shared, AtRemove.END)));
                ServerSocket listening = restoredAndServing(a)) {
            Socket client = site.connect(listening.getLocalPort());
            Socket accepted = listening.accept();

            assertThat(a.remove().kind()).isEqualTo(ActionResult.Kind.DONE);

            assertReset(client);
            assertThatThrownBy(() -> accepted.getInputStream().read()).isInstanceOf(SocketException.class);
            awaitListed(client);
        }
    }

    @Test
    void aListThatIsNotToBeBelievedIsSaidSoAndDoesNoHarmToTheRestore() throws Exception {
        Path list = shared.resolve("10.0.0.50.connections");
        for (String text : List.of("no list", "x".repeat(ConnectionList.MOST_BYTES + 1))) {
            Files.writeString(list, text);
            assertRestoredBut(Optional.of(list + " "));
            Files.delete(list);
        }
        assertRestoredBut(Optional.empty());
    }

    private void assertRestoredBut(Optional<String> warning) throws Exception {
        try (Logged logged = new Logged(ClientConnections.class);
                TakeoverSite site = new TakeoverSite(Plan.IPV4);
                TakeoverSite.Node b = site.node("b", 1, site.config(TakeoverSite.settings(shared, AtRemove.KEEP)))) {
            assertThat(b.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(b.kit().quickCheck(b.call())).isEqualTo(CheckResult.healthy());
            if (warning.isPresent()) {
                logged.await("event=connections-not-read tag=vip reason=\"" + warning.get());
            }
            b.advance(EVERY);
            Eventually.within(
                    SOON,
                    "a good list is in its place",
                    () -> Files.exists(shared.resolve("10.0.0.50.connections"))
                            && Files.readString(shared.resolve("10.0.0.50.connections"))
                                    .contains("end 0"));
        }
    }

    @Test
    void storageThatIsNotThereKeepsNothingFromWorking() throws Exception {
        try (Logged logged = new Logged(ClientConnections.class);
                TakeoverSite site = new TakeoverSite(Plan.IPV4);
                TakeoverSite.Node a = site.node(
                        "a", 0, site.config(TakeoverSite.settings(shared.resolve("not-mounted"), AtRemove.END)))) {
            assertThat(a.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            logged.await("event=connections-not-read tag=vip reason=\"there is no directory");
            assertThat(a.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
            logged.await("event=connections-not-written tag=vip");
        }
    }

    @Test
    void storageThatHangsKeepsNothingWaitingForLong() throws Exception {
        CountDownLatch mended = new CountDownLatch(1);
        try (Logged logged = new Logged(ClientConnections.class);
                TakeoverSite site = new TakeoverSite(Plan.IPV4);
                TakeoverSite.Node a = site.node("a", 0, site.config(TakeoverSite.settings(shared, AtRemove.KEEP)))) {
            SlowWork.later(() -> {
                try {
                    assertThat(mended.await(20, TimeUnit.SECONDS)).isTrue();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            assertThat(a.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            for (int i = 0; i < 5; i++) {
                a.advance(EVERY);
            }
            assertThat(a.kit().quickCheck(a.call())).isEqualTo(CheckResult.healthy());
            assertThat(a.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
            logged.await("event=connections-not-written tag=vip reason=\"" + shared + " took more than 500 ms\"");
        } finally {
            mended.countDown();
        }
        awaitSlowWork();
    }

    @Test
    void theDirectoryIsAllThatHasToBeSaidInAFile() throws Exception {
        try (TakeoverSite site = new TakeoverSite(Plan.IPV4);
                TakeoverSite.Node a = site.node("a", 0, site.configWithoutHelp())) {
            a.machine()
                    .call(() -> engine(Map.of("directory", shared.toString())))
                    .close();
            assertThatThrownBy(() -> a.machine().call(() -> engine(Map.of("directory", "shared", "most", 0))))
                    .hasMessageContaining("connections")
                    .hasMessageContaining("'shared' is no absolute path");
        }
    }

    private RecoveryEngine engine(Map<String, Object> connections) throws Exception {
        return RecoveryEngines.builder()
                .node("a")
                .stateDirectory(shared.resolve("state"))
                .hierarchy(HierarchySpec.named("h")
                        .resource(
                                "vip",
                                "ip",
                                Map.of("address", "10.0.0.50/24", "interface", "eth0", "connections", connections))
                        .build())
                .build();
    }

    private static ServerSocket restoredAndServing(TakeoverSite.Node node) throws InterruptedException {
        assertThat(node.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
        return node.serve();
    }

    /** The client's end of a connection to a node that has the address. */
    private static Socket connected(TakeoverSite site, TakeoverSite.Node node) throws Exception {
        ServerSocket listening = restoredAndServing(node);
        Socket client = site.connect(listening.getLocalPort());
        node.keepOpen(listening.accept());
        return client;
    }

    private void awaitListed(Socket client) {
        Eventually.within(SOON, "the list names the client's port", () -> {
            try (var files = Files.newDirectoryStream(shared, "*.connections")) {
                for (Path file : files) {
                    return Files.readString(file).contains(" " + client.getLocalPort() + "\n");
                }
            }
            return false;
        });
    }

    private static void assertReset(Socket client) throws Exception {
        client.setSoTimeout(LEARNS_MILLIS);
        assertThatThrownBy(() -> client.getInputStream().read())
                .isInstanceOf(SocketException.class)
                .hasMessageContaining("reset");
    }

    private static void assertStillWaiting(Socket client) throws Exception {
        client.setSoTimeout(SILENT_MILLIS);
        assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
    }

    private static void drain(WireTap wire) throws InterruptedException {
        while (wire.receive(Duration.ZERO).isPresent()) {
            // what came before
        }
    }

    private static byte[] firstTickle(WireTap wire) throws InterruptedException {
        return tickles(wire).stream().findFirst().orElseThrow(() -> new AssertionError("no tickle reached the client"));
    }

    private static List<byte[]> tickles(WireTap wire) throws InterruptedException {
        List<byte[]> found = new ArrayList<>();
        for (Optional<byte[]> frame = wire.receive(Duration.ZERO);
                frame.isPresent();
                frame = wire.receive(Duration.ZERO)) {
            if (SegmentRules.isTickle(frame.get())) {
                found.add(frame.get());
            }
        }
        return found;
    }

    /** What a class logs from now on. */
    private static final class Logged implements AutoCloseable {
        private final ListAppender<ILoggingEvent> events = new ListAppender<>();
        private final Logger logger;

        Logged(Class<?> by) {
            logger = (Logger) LoggerFactory.getLogger(by);
            logger.setLevel(Level.INFO);
            events.start();
            logger.addAppender(events);
        }

        @Override
        public void close() {
            logger.detachAppender(events);
            logger.setLevel(null);
        }

        void await(String text) {
            Eventually.within(
                    SOON,
                    "it is logged: " + text,
                    () -> List.copyOf(events.list).stream()
                            .anyMatch(event -> event.getFormattedMessage().contains(text)));
        }
    }
}
