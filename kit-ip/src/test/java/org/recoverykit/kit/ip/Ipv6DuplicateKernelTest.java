package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.testkit.Eventually;

/** Duplicate address detection: peers 4a line 6, catalogue row 81. */
@KernelTest
class Ipv6DuplicateKernelTest {
    private static final String VIP = Plan.IPV6.vip();
    private static final String ADDRESS = Plan.IPV6.protectedAddress();

    private final Site site = new Site(Plan.IPV6).withFixedAddresses();
    private final ProtectedVip vip = new ProtectedVip(site, ProtectedVip.config(ADDRESS));

    @AfterEach
    void tearDown() {
        vip.close();
        site.close();
    }

    @Test
    void anotherOwnerIsAConflictThatNamesItAndNoFaultOfTheInterface() throws Exception {
        site.client().ip("addr add " + ADDRESS + " dev eth0 nodad");
        String owner = site.client().ip("-o link show dev eth0").replaceAll("(?s).*link/ether (\\S+).*", "$1");

        ActionResult refused = vip.restore();

        assertThat(refused)
                .isInstanceOfSatisfying(
                        ActionResult.Failed.class,
                        failed -> assertThat(failed.scope()).isEqualTo(FailureScope.TRY_ELSEWHERE));
        assertThat(refused.reason())
                .contains("another host on the network of eth0 has " + VIP, "hardware address is " + owner)
                .contains("the interface works")
                .as("the backup interface was not tried: it leads to the same owner")
                .doesNotContain("eth1");
        assertThat(site.whereabouts()).isEmpty();

        site.client().ip("addr del " + ADDRESS + " dev eth0");
        done(vip.restore());
        assertThat(site.answers()).isTrue();
    }

    @Test
    void itIsNotInServiceUntilDetectionHasEnded() throws Exception {
        site.server().write("/proc/sys/net/ipv6/neigh/eth0/retrans_time_ms", "700");
        try (Overheard heard = Overheard.at(site.client(), "eth0")) {
            CompletableFuture<ActionResult> restoring = CompletableFuture.supplyAsync(this::restore);
            Eventually.within(
                    Site.SOON,
                    "the address is tentative",
                    () -> site.addresses().stream()
                            .anyMatch(line -> line.contains(ADDRESS) && line.contains("tentative")));
            assertThat(vip.quickCheck().reason()).contains("cannot be used yet", "detection is going on");
            assertThat(restoring).isNotDone();
            assertThat(heard.announcements(VIP))
                    .as("whose address it is is not known yet")
                    .isEmpty();

            done(restoring.get(10, TimeUnit.SECONDS));

            assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
            assertThat(site.addresses()).noneMatch(line -> line.contains(ADDRESS) && line.contains("tentative"));
            Eventually.within(
                    Site.SOON,
                    "it is announced",
                    () -> !heard.announcements(VIP).isEmpty());
        }
    }

    @Test
    void detectionThatDoesNotEndInTimeFailsAndLeavesNothing() throws Exception {
        for (String name : new String[] {"eth0", "eth1"}) {
            site.server().write("/proc/sys/net/ipv6/neigh/" + name + "/retrans_time_ms", "60000");
        }
        IpConfig impatient = TestSettings.of(ADDRESS)
                .ipv6(new Ipv6Settings(Duration.ofSeconds(1), Ipv6Settings.SourceUse.NEVER))
                .config();
        try (ProtectedVip bounded = new ProtectedVip(site, impatient)) {
            ActionResult failed = bounded.restore();

            assertThat(failed.kind()).isEqualTo(ActionResult.Kind.FAILED);
            assertThat(failed.reason())
                    .contains("has not ended within 1000 ms", "dad_transmits")
                    .contains("eth0: ", "eth1: ");
            assertThat(site.whereabouts()).isEmpty();
        }
    }

    @Test
    void whatAFormerLifeLeftFailedIsAskedForAnew() throws Exception {
        site.client().ip("addr add " + ADDRESS + " dev eth0 nodad");
        site.server().ip("addr add " + ADDRESS + " dev eth0");
        Eventually.within(
                Site.SOON,
                "the kernel has found the other owner",
                () -> vip.quickCheck().reason().contains("another host has " + VIP));
        site.client().ip("addr del " + ADDRESS + " dev eth0");

        done(vip.restore());

        assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
        assertThat(site.answers()).isTrue();
    }

    @Test
    void aNodeDoesNotTakeItselfForAStranger() throws Exception {
        done(vip.restore());
        site.server().ip("addr del " + ADDRESS + " dev eth0");
        site.server().ip("addr add " + ADDRESS + " dev eth1 nodad");
        Host host = site.server().host();
        Eventually.within(
                Site.SOON,
                "the table has the change, which it may hear of late",
                () -> host.network().view().addressesOf(Host.ip(VIP)).stream()
                        .map(InterfaceAddress::ifindex)
                        .toList()
                        .equals(List.of(host.ifindex("eth1"))));

        done(vip.seeing(FailureScope.RETRY_HERE).recover());

        assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
        assertThat(site.whereabouts()).containsExactly("eth1 " + ADDRESS);
    }

    private ActionResult restore() {
        try {
            return vip.restore();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void done(ActionResult result) {
        assertThat(result.kind()).as("result: %s", result).isEqualTo(ActionResult.Kind.DONE);
    }
}
