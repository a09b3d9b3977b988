package org.recoverykit.kit.mac;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.linux.lab.Prober;

/** The hierarchy of a hardware address and the IP address on it goes from one node to the other. */
@KernelTest
class TakeoverKernelTest {
    private static final int ROUNDS = Integer.getInteger("recoverykit.remac.rounds", 3);

    @TempDir
    Path directory;

    @Test
    void clientsThatBelieveNoGratuitousArpFollowOnlyTheHardwareAddress() throws Exception {
        try (TwoNodes nodes = new TwoNodes(directory, true)) {
            nodes.a().restore();
            String home = nodes.site().a().mac("eth0");
            Machine deaf = nodes.deafClient();
            Machine fixed = nodes.clientWithFixedEntry(home);
            assertThat(Site.reaches(deaf, Site.VIP)).as("deaf client before").isTrue();
            assertThat(Site.reaches(fixed, Site.VIP))
                    .as("client with a fixed entry before")
                    .isTrue();
            assertThat(deaf.neighbour(Site.VIP)).isEqualTo(home);

            nodes.a().remove();
            nodes.b().restore();

            assertThat(nodes.machineB().mac("eth0")).isEqualTo(home);
            assertThat(nodes.site().a().mac("eth0")).as("one owner only").isNotEqualTo(home);
            assertThat(Site.reaches(deaf, Site.VIP)).as("deaf client after").isTrue();
            assertThat(Site.reaches(fixed, Site.VIP))
                    .as("client with a fixed entry after")
                    .isTrue();
            assertThat(deaf.neighbour(Site.VIP)).isEqualTo(home);
            assertThat(fixed.neighbour(Site.VIP)).isEqualTo(home);

            nodes.b().remove();
            nodes.a().restore();
            assertThat(Site.reaches(deaf, Site.VIP))
                    .as("deaf client, back home")
                    .isTrue();
            assertThat(nodes.site().a().mac("eth0")).isEqualTo(home);
        }
    }

    @Test
    void theSameClientsLoseAnAddressThatMovesWithGratuitousArpOnly() throws Exception {
        try (TwoNodes nodes = new TwoNodes(directory, false)) {
            nodes.a().restore();
            String home = nodes.site().a().mac("eth0");
            Machine deaf = nodes.deafClient();
            Machine fixed = nodes.clientWithFixedEntry(home);
            assertThat(Site.reaches(deaf, Site.VIP)).isTrue();
            assertThat(Site.reaches(fixed, Site.VIP)).isTrue();

            nodes.a().remove();
            nodes.b().restore();

            assertThat(Site.reaches(nodes.site().client(), Site.VIP))
                    .as("a client that believes")
                    .isTrue();
            assertThat(Site.reaches(deaf, Site.VIP)).as("deaf client").isFalse();
            assertThat(Site.reaches(fixed, Site.VIP))
                    .as("client with a fixed entry")
                    .isFalse();
        }
    }

    /** Figures: run with {@code -Drecoverykit.remac.rounds=30}. */
    @Test
    void theOutageIsThatOfTheMoveItself() throws Exception {
        List<Duration> with = outages(true);
        List<Duration> without = outages(false);
        System.out.printf(
                "REMAC outage of %d moves: mac and ip median %.2f ms, p99 %.2f ms; ip with gratuitous ARP only median"
                        + " %.2f ms, p99 %.2f ms%n",
                ROUNDS,
                millis(with.get(ROUNDS / 2)),
                millis(with.get(p99(ROUNDS))),
                millis(without.get(ROUNDS / 2)),
                millis(without.get(p99(ROUNDS))));
        assertThat(with.get(ROUNDS / 2)).as("median of all, sorted: %s", with).isLessThan(Duration.ofSeconds(2));
    }

    private List<Duration> outages(boolean withMac) throws Exception {
        List<Duration> all = new ArrayList<>();
        try (TwoNodes nodes = new TwoNodes(directory.resolve("outages-" + withMac), withMac)) {
            nodes.a().restore();
            assertThat(Site.reaches(nodes.site().client(), Site.VIP)).isTrue();
            NodeEngine from = nodes.a();
            NodeEngine to = nodes.b();
            for (int round = 0; round < ROUNDS; round++) {
                all.add(outage(nodes, from, to));
                NodeEngine last = from;
                from = to;
                to = last;
            }
        }
        return all.stream().sorted().toList();
    }

    private static Duration outage(TwoNodes nodes, NodeEngine from, NodeEngine to) throws Exception {
        try (Prober prober = Prober.start(
                nodes.site().clientHost().place(), (Inet4Address) Host.ip(Site.VIP), Duration.ofMillis(1))) {
            prober.awaitAnswer();
            from.remove();
            to.restore();
            prober.awaitAnswer();
            return prober.outages().stream()
                    .map(Prober.Outage::duration)
                    .max(Duration::compareTo)
                    .or(() -> Optional.of(Duration.ZERO))
                    .get();
        }
    }

    /** By nearest rank: of fewer than a hundred it is the longest. */
    private static int p99(int rounds) {
        return (int) Math.ceil(rounds * 0.99) - 1;
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
