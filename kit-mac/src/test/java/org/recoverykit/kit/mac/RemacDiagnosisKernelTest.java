package org.recoverykit.kit.mac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.Inet4Address;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.kit.mac.RemacDiagnosis.Finding;
import org.recoverykit.kit.mac.RemacDiagnosis.Found;
import org.recoverykit.kit.mac.RemacDiagnosis.Outcome;
import org.recoverykit.kit.mac.RemacDiagnosis.Plan;
import org.recoverykit.kit.mac.RemacDiagnosis.Refused;
import org.recoverykit.kit.mac.RemacDiagnosis.Verdict;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.testkit.RealTime;

@KernelTest
class RemacDiagnosisKernelTest {
    private final Site site = new Site().settled();
    private final RealTime time = new RealTime();

    @AfterEach
    void close() {
        time.close();
        site.close();
    }

    @Test
    void itTellsWhoBelievesGratuitousArpAndChangesNothingHere() throws Exception {
        Host deaf = site.lab().host("deaf");
        deaf.connect("eth0");
        deaf.address("eth0", "10.0.0.98/24").sysctl("eth0", "drop_gratuitous_arp", "1");
        String before = site.a().ip("addr show")
                + site.a().ip("route show table all")
                + site.a().ip("neigh show");

        Outcome outcome = diagnose(Site.VIP, Site.CLIENT, "10.0.0.98", "10.0.0.96");

        assertThat(outcome).isInstanceOf(Found.class);
        assertThat(((Found) outcome).findings())
                .extracting(Finding::verdict)
                .as("plain client, client that drops gratuitous ARP, nobody: %s", outcome)
                .containsExactly(Verdict.NOT_NEEDED, Verdict.NEEDED, Verdict.UNKNOWN);
        assertThat(site.a().ip("addr show")
                        + site.a().ip("route show table all")
                        + site.a().ip("neigh show"))
                .isEqualTo(before);
    }

    @Test
    void aTestAddressInUseIsRefused() throws Exception {
        assertThat(diagnose(Site.CLIENT, Site.CLIENT))
                .isEqualTo(new Refused("the test address 10.0.0.99 is in use by "
                        + site.client().mac("eth0") + "; name one that nobody has"));
    }

    @Test
    void interfacesThatCannotBeUsedAreRefused() throws Exception {
        Outcome outcome =
                RemacDiagnosis.run(site.hostA().network(), new Plan("lo", "eth9", ip(Site.VIP), List.of()), time);

        assertThat(outcome).isEqualTo(new Refused("lo is not Ethernet; eth9 does not exist"));
    }

    @Test
    void anInterruptEndsItAndLeavesNothingBehind() throws Exception {
        String before = site.a().ip("addr show");
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> diagnose(Site.VIP, "10.0.0.96")).isInstanceOf(InterruptedException.class);

        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(Thread.currentThread()::interrupt);
        assertThatThrownBy(() -> diagnose(Site.VIP, "10.0.0.96")).isInstanceOf(InterruptedException.class);
        assertThat(site.a().ip("addr show")).isEqualTo(before);
    }

    private Outcome diagnose(String test, String... targets) throws InterruptedException {
        List<Inet4Address> all =
                Arrays.stream(targets).map(RemacDiagnosisKernelTest::ip).toList();
        return RemacDiagnosis.run(site.hostA().network(), new Plan("eth0", "eth1", ip(test), all), time);
    }

    private static Inet4Address ip(String digits) {
        return (Inet4Address) Host.ip(digits);
    }
}
