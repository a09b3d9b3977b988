package org.recoverykit.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.KernelResult.Kind;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;

@KernelTest
class AnnouncementTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Inet4Address VIP = (Inet4Address) Host.ip("192.0.2.10");

    private final Lab lab = Lab.create();

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void anAnnouncedMoveIsBelievedByTheClientAtOnce() {
        Host server = lab.host("server");
        Host client = lab.host("client");
        server.connect("eth0");
        server.connect("eth1");
        client.connect("eth0");
        client.address("eth0", "192.0.2.99/24");
        server.sysctl("all", "arp_ignore", "1").sysctl("all", "arp_announce", "2");
        server.address("eth1", "192.0.2.2/24").address("eth0", "192.0.2.10/32");
        LinuxNetwork network = server.network();

        try (Prober prober = Prober.start(client.place(), VIP, Duration.ofMillis(1))) {
            prober.awaitAnswer();
            assertThat(neighbours(client)).contains(mac(network, "eth0").toString());

            network.change(AddressChange.remove(server.ifindex("eth0"), VIP, 32), TIMEOUT);
            network.change(AddressChange.add(InterfaceAddress.of(server.ifindex("eth1"), VIP, 32)), TIMEOUT);
            ArpFrame frame = ArpFrame.announcement(mac(network, "eth1"), VIP);
            assertThat(network.arp().send(server.ifindex("eth1"), frame)).isEqualTo(new KernelResult.Ok());

            prober.awaitAnswer();
            assertThat(neighbours(client)).contains(mac(network, "eth1").toString());
            assertThat(prober.answers()).isGreaterThan(1);
        }
    }

    @Test
    void theProberSeesACutCable() {
        Host server = lab.host("server");
        Host client = lab.host("client");
        Cable cable = server.connect("eth0");
        client.connect("eth0");
        server.address("eth0", "192.0.2.10/24");
        client.address("eth0", "192.0.2.99/24");

        try (Prober prober = Prober.start(client.place(), VIP, Duration.ofMillis(1))) {
            prober.awaitAnswer();
            long answersBefore = prober.answers();
            cable.cut();
            Await.until(
                    "the carrier to be lost",
                    () -> !server.network().view().link("eth0").orElseThrow().hasCarrier());
            long cutSeen = System.nanoTime();
            Await.until("20 ms to pass in the real world", () -> System.nanoTime() - cutSeen > 20_000_000);
            cable.mend();
            prober.awaitAnswer();

            assertThat(prober.answers()).isGreaterThan(answersBefore);
            assertThat(prober.outages())
                    .anySatisfy(outage -> assertThat(outage.duration()).isGreaterThan(Duration.ofMillis(15)));
        }
    }

    @Test
    void aDownOrAbsentInterfaceIsNamed() {
        Host host = lab.host("a");
        host.connect("eth0");
        LinuxNetwork network = host.network();
        int eth0 = host.ifindex("eth0");
        ArpFrame frame = ArpFrame.announcement(mac(network, "eth0"), VIP);
        assertThat(network.arp().prepare(eth0, TIMEOUT).ok()).isTrue();

        network.setLinkUp(eth0, false, TIMEOUT);
        assertThat(network.arp().send(eth0, frame).message()).contains("ENETDOWN", "192.0.2.10", "interface " + eth0);
        network.setLinkUp(eth0, true, TIMEOUT);
        assertThat(network.arp().send(eth0, frame).ok()).isTrue();
        assertThat(network.arp().send(987654, frame).kind()).isEqualTo(Kind.NO_INTERFACE);
        host.unplug("eth0");
        assertThat(network.arp().send(eth0, frame).kind()).isEqualTo(Kind.NO_INTERFACE);
    }

    private static MacAddress mac(LinuxNetwork network, String name) {
        return network.view().link(name).flatMap(Link::hardwareAddress).orElseThrow();
    }

    private static String neighbours(Host host) {
        return host.place().call(() -> {
            try {
                return Files.readString(Path.of("/proc/thread-self/net/arp")).toLowerCase(Locale.ROOT);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
