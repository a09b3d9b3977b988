package org.recoverykit.kit.ip.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.lab.Await;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.testkit.crash.Victim;

/**
 * Somebody else deletes the address, again and again at random moments while it is in service (row 75): a whole engine in a process of its own puts
 * it back. {@code -Drecoverykit.deletions=1000} for the long run.
 */
@KernelTest
class DeletedByOthersTest {
    private static final int DELETIONS = Integer.getInteger("recoverykit.deletions", 100);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @TempDir
    Path directory;

    @Test
    void row75_isBackWithinMillisecondsAndNoParentIsTouched(TestReporter reporter) throws Exception {
        Random random = new Random(75);
        List<Long> nanos = new ArrayList<>();
        try (Site site = new Site(Addresses.IPV4);
                Victim engine = Victim.begin(site.server()::start, VictimMain.class)) {
            engine.order("start " + Addresses.IPV4.protectedAddress() + " " + directory);
            engine.order("restore");
            engine.order("settle");
            Path mark = directory.resolve("mark");
            FileTime restored = Files.getLastModifiedTime(mark);

            for (int i = 0; i < DELETIONS; i++) {
                long moment = System.nanoTime() + random.nextLong(LONGEST_PAUSE_NANOS);
                Await.until("a random moment", () -> System.nanoTime() - moment >= 0);
                nanos.add(deleteAndAwait(site.network()));
            }

            engine.order("settle");
            assertThat(engine.order("shown vip")).isEqualTo("IN_SERVICE");
            assertThat(engine.order("shown app")).as("no failover, no restart").isEqualTo("IN_SERVICE");
            assertThat(Files.getLastModifiedTime(mark))
                    .as("the parent was restored once, before; the engine said:%n%s", engine.said())
                    .isEqualTo(restored);
            assertThat(site.answers()).isTrue();
        }
        Collections.sort(nanos);
        Duration median = Duration.ofNanos(nanos.get(nanos.size() / 2));
        reporter.publishEntry(
                "microseconds until it was back, of " + DELETIONS,
                "median " + median.toNanos() / 1_000 + ", p99 " + nanos.get(nanos.size() * 99 / 100) / 1_000
                        + ", longest " + nanos.get(nanos.size() - 1) / 1_000);
        assertThat(median).as("median of %s deletions", DELETIONS).isLessThan(Duration.ofMillis(5));
    }

    private static long deleteAndAwait(LinuxNetwork network) throws Exception {
        InetAddress address = InetAddress.getByName(Addresses.IPV4.vip());
        int ifindex = network.localInterfaceOf(address, TIMEOUT).value().orElseThrow();
        AddressChange deletion = AddressChange.remove(ifindex, address, 24);
        long began = System.nanoTime();
        assertThat(network.change(deletion, TIMEOUT).ok()).as("the deletion").isTrue();
        Await.until(
                "the address to come back",
                () -> network.localInterfaceOf(address, TIMEOUT).value().isPresent());
        return System.nanoTime() - began;
    }
}
