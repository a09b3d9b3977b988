package org.recoverykit.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet6Address;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.KernelResult.Kind;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;

@KernelTest
class NeighborDiscoveryTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Inet6Address VIP = (Inet6Address) Host.ip("2001:db8::50");

    private final Lab lab = Lab.create();
    private final Host server = lab.host("server");
    private final Host client = lab.host("client");

    @BeforeEach
    void connect() {
        server.connect("eth0");
        client.connect("eth0");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void anAnnouncementIsBelievedByTheClientsKernelAtOnce() {
        ip(client, "-6 addr add 2001:db8::99/64 dev eth0 nodad");
        ip(client, "-6 neigh replace 2001:db8::50 lladdr 02:00:00:00:00:99 dev eth0 nud reachable");

        NdFrame frame = NdFrame.announcement(mac(server), VIP, NdFrame.Role.HOST);
        assertThat(server.network().nd().send(server.ifindex("eth0"), frame)).isEqualTo(new KernelResult.Ok());

        Await.until(
                "the client has the server's hardware address",
                () -> ip(client, "-6 neigh show").contains(mac(server).toString()));
        assertThat(ip(client, "-6 neigh show")).doesNotContain("router");
    }

    @Test
    void aRoutersAnnouncementIsTakenForOne() {
        ip(client, "-6 neigh replace 2001:db8::50 lladdr 02:00:00:00:00:99 dev eth0 nud reachable");

        NdFrame frame = NdFrame.announcement(mac(server), VIP, NdFrame.Role.ROUTER);
        server.network().nd().send(server.ifindex("eth0"), frame);

        Await.until(
                "the client takes it for a router",
                () -> ip(client, "-6 neigh show").contains("lladdr " + mac(server) + " router"));
    }

    @Test
    void theOwnerOfAnAddressAnswersAndNobodyElse() {
        ip(client, "-6 addr add 2001:db8::50/64 dev eth0 nodad");
        LinuxNetwork network = server.network();

        assertThat(network.nd().ownerOf(server.ifindex("eth0"), mac(server), VIP, TIMEOUT))
                .isEqualTo(new KernelAnswer.Answered<>(Optional.of(mac(client))));
        Inet6Address free = (Inet6Address) Host.ip("2001:db8::51");
        assertThat(network.nd().ownerOf(server.ifindex("eth0"), mac(server), free, Duration.ofMillis(100)))
                .isEqualTo(new KernelAnswer.Answered<>(Optional.empty()));
        assertThat(ip(client, "-6 neigh show")).as("who asked is not learnt").doesNotContain(mac(server) + " ");
    }

    @Test
    void aDownOrAbsentInterfaceIsNamed() {
        LinuxNetwork network = server.network();
        int eth0 = server.ifindex("eth0");
        NdFrame frame = NdFrame.announcement(mac(server), VIP, NdFrame.Role.HOST);

        network.setLinkUp(eth0, false, TIMEOUT);
        assertThat(network.nd().send(eth0, frame).message())
                .contains("ENETDOWN", "send ND for 2001:db8::50 on interface " + eth0);
        assertThat(network.nd().send(987654, frame).kind()).isEqualTo(Kind.NO_INTERFACE);
        assertThat(network.nd()
                        .ownerOf(987654, MacAddress.ZERO, VIP, TIMEOUT)
                        .result()
                        .kind())
                .isEqualTo(Kind.NO_INTERFACE);
    }

    @Test
    void anAddressThatIsNeverPreferredIsDeprecatedFromTheBeginningAndPermanent() {
        InterfaceAddress wanted = InterfaceAddress.of(server.ifindex("eth0"), VIP, 64)
                .withFlags(InterfaceAddress.NO_DAD)
                .withPreferredLifetime(0);

        assertThat(server.network().change(AddressChange.add(wanted), TIMEOUT).ok())
                .isTrue();

        InterfaceAddress there =
                server.network().dumpAddresses(server.ifindex("eth0"), TIMEOUT).value().orElseThrow().stream()
                        .filter(entry -> entry.address().equals(VIP))
                        .findFirst()
                        .orElseThrow();
        assertThat(there.has(InterfaceAddress.DEPRECATED | InterfaceAddress.PERMANENT))
                .isTrue();
        assertThat(there.usable()).isTrue();
        assertThat(there.validSeconds()).isEqualTo(InterfaceAddress.FOREVER);
        assertThat(there.preferredSeconds()).isZero();
        // The kernel acknowledges an IPv6 address first and installs its local route by a task of its own.
        Await.until(
                "the local route of " + VIP,
                () -> server.network().localInterfaceOf(VIP, TIMEOUT).value().isPresent());
        assertThat(server.network().localInterfaceOf(VIP, TIMEOUT).value()).contains(server.ifindex("eth0"));
    }

    private static MacAddress mac(Host host) {
        return host.network().view().link("eth0").flatMap(Link::hardwareAddress).orElseThrow();
    }

    private static String ip(Host host, String words) {
        List<String> command = List.of(("ip " + words).split(" "));
        return host.place().call(() -> {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command + ": " + output);
            }
            return output;
        });
    }
}
