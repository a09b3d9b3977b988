package org.recoverykit.linux.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;

/** Echoes from one address out of one interface. */
@KernelTest
class EchoAskerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofMillis(150);

    private final Lab lab = Lab.create();
    private final Host asker = lab.host("asker");
    private final Host target = lab.host("target");

    @BeforeEach
    void connect() {
        asker.connect("eth0");
        asker.connect("eth1");
        target.connect("eth0");
        asker.address("eth0", "10.0.0.1/24").address("eth1", "10.0.0.2/24");
        target.address("eth0", "10.0.0.9/24");
        // otherwise either interface answers for the other's address, and the echo comes in by the wrong one
        asker.sysctl("eth0", "arp_ignore", "1").sysctl("eth1", "arp_ignore", "1");
    }

    @AfterEach
    void close() {
        lab.close();
    }

    @Test
    void oneAnswerIsEnoughAndTheSilentTargetIsNotNamed() {
        assertThat(ask("10.0.0.1", "eth0", PATIENCE, "10.0.0.7", "10.0.0.9").value())
                .hasValue(Set.of(ip("10.0.0.9")));
    }

    @Test
    void nobodyAnswersWhereNobodyIs() {
        assertThat(ask("10.0.0.1", "eth0", SILENCE, "10.0.0.7").value()).hasValue(Set.of());
    }

    @Test
    void whoeverHearsABroadcastMayAnswer() {
        target.place().run(() -> write("/proc/sys/net/ipv4/icmp_echo_ignore_broadcasts", "0"));
        // A broadcast is sent once, and a port of the switch that does not forward yet drops it; a station is asked for
        // by ARP again.
        assertThat(ask("10.0.0.1", "eth0", PATIENCE, "10.0.0.9").value()).hasValue(Set.of(ip("10.0.0.9")));
        assertThat(ask("10.0.0.1", "eth0", PATIENCE, "10.0.0.255").value()).hasValue(Set.of(ip("10.0.0.9")));
    }

    @Test
    void anIpv6StationIsAskedFromTheAddressAndByItsInterfaceOnly() {
        for (Host host : List.of(asker, target)) {
            host.place().run(() -> write("/proc/sys/net/ipv6/conf/eth0/accept_dad", "0"));
        }
        asker.place().run(() -> write("/proc/sys/net/ipv6/conf/eth1/accept_dad", "0"));
        asker.address("eth0", "2001:db8::1/64").address("eth1", "2001:db8::2/64");
        target.address("eth0", "2001:db8::9/64");
        for (String each : List.of("2001:db8::1", "2001:db8::2")) {
            Await.until(
                    each + " to be usable",
                    () -> asker.network()
                            .localInterfaceOf(ip(each), PATIENCE)
                            .value()
                            .isPresent());
        }
        assertThat(ask("2001:db8::1", "eth0", PATIENCE, "2001:db8::7", "2001:db8::9")
                        .value())
                .hasValue(Set.of(ip("2001:db8::9")));
        assertThat(ask("2001:db8::2", "eth1", PATIENCE, "2001:db8::9").value()).hasValue(Set.of(ip("2001:db8::9")));
        assertThat(ask("2001:db8::1", "eth0", SILENCE, "2001:db8::7").value()).hasValue(Set.of());
        assertThat(ask("2001:db8::3", "eth0", SILENCE, "2001:db8::9").result().message())
                .contains("2001:db8:0:0:0:0:0:3")
                .contains("EADDRNOTAVAIL");
        target.place().run(() -> write("/proc/sys/net/ipv6/icmp/echo_ignore_all", "1"));
        assertThat(ask("2001:db8::1", "eth0", SILENCE, "2001:db8::9").value()).hasValue(Set.of());
    }

    @Test
    void anAddressThatTheNodeDoesNotHaveAndAnInterfaceThatIsMissingAreToldApart() {
        assertThat(ask("10.0.0.3", "eth0", SILENCE, "10.0.0.9").result().message())
                .contains("10.0.0.3")
                .contains("EADDRNOTAVAIL");
        assertThat(ask("10.0.0.1", "eth7", SILENCE, "10.0.0.9").result().kind())
                .isEqualTo(KernelResult.Kind.NO_INTERFACE);
    }

    private KernelAnswer<Set<InetAddress>> ask(String source, String name, Duration wait, String... targets) {
        Set<InetAddress> asked = new LinkedHashSet<>();
        for (String each : targets) {
            asked.add(ip(each));
        }
        return asker.network().echoes().ask(asked, ip(source), name, wait);
    }

    private static void write(String path, String text) {
        try {
            Files.writeString(Path.of(path), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetAddress ip(String digits) {
        return Host.ip(digits);
    }
}
