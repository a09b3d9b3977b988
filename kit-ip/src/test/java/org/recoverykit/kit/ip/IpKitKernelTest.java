package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.TestCall;

/** The verbs on this machine's kernel. */
@KernelTest
class IpKitKernelTest {
    private final Site site = new Site().withFixedAddresses();
    private final ProtectedVip vip = new ProtectedVip(site, ProtectedVip.config("10.0.0.50/24"));

    @AfterEach
    void tearDown() {
        vip.close();
        site.close();
    }

    @Test
    void restoreBringsTheAddressUpAndTheClientReachesIt() throws Exception {
        assertThat(vip.quickCheck().kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);

        done(vip.restore());

        assertThat(site.whereabouts()).containsExactly("eth0 10.0.0.50/24");
        assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
        assertThat(vip.kit().deepCheck(ProtectedVip.call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        assertThat(site.answers()).isTrue();
        assertThat(vip.context().notes().all())
                .containsEntry("interface", "eth0")
                .containsEntry("backup", "eth1");
    }

    @Test
    void restoreAndRemoveAreIdempotent() throws Exception {
        done(vip.remove());
        done(vip.restore());
        done(vip.restore());
        assertThat(site.whereabouts()).containsExactly("eth0 10.0.0.50/24");
        done(vip.remove());
        done(vip.remove());
        assertThat(site.whereabouts()).isEmpty();
        assertThat(vip.quickCheck().kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
    }

    @Test
    void leavesTheServerAsItWas() throws Exception {
        site.server().sysctl("eth1/arp_ignore", 1);
        String before = everything();

        done(vip.restore());
        assertThat(site.server().sysctl("eth0/arp_ignore")).isEqualTo("1");
        assertThat(site.server().sysctl("eth0/arp_announce")).isEqualTo("2");
        assertThat(everything()).isNotEqualTo(before);
        done(vip.remove());

        assertThat(everything()).isEqualTo(before);
        assertThat(vip.context().notes().all()).containsOnlyKeys("interface", "backup", "information");
    }

    /** Without a second look the address would go to another node, or stay nowhere, though its interface is well again. */
    @Test
    void whatCameBackWhileTheBackupWasTriedAndDiedIsTriedToo() throws Exception {
        done(vip.restore());
        site.cut(0);
        vip.seeing(FailureScope.RETRY_HERE);
        AtomicBoolean swapped = new AtomicBoolean();
        TestCall call = ProtectedVip.call().atStep((number, name) -> {
            if (name.equals(IpStep.ABOUT_TO_ADD.text()) && swapped.compareAndSet(false, true)) {
                site.mend(0);
                site.cut(1);
            }
        });

        ActionResult result = vip.kit().localRecovery(call, new CheckResult.Unhealthy("cut", FailureScope.RETRY_HERE));

        assertThat(swapped).as("the cables changed while the backup was tried").isTrue();
        assertThat(result).isEqualTo(ActionResult.done("on eth0"));
        assertThat(site.whereabouts()).containsExactly("eth0 10.0.0.50/24");
        assertThat(site.answers()).isTrue();
    }

    @Test
    void aDeletedAddressIsReportedAtOnceAndComesBackInPlace() throws Exception {
        done(vip.restore());

        site.server().ip("addr del 10.0.0.50/24 dev eth0");
        Eventually.within(
                Site.SOON, "the kit suspects", () -> vip.context().suspects().contains("10.0.0.50 is not on eth0"));
        assertThat(vip.recover()).isEqualTo(ActionResult.done("on eth0"));

        assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
        assertThat(site.answers()).isTrue();
    }

    @Test
    void aPulledCableMovesTheAddressToTheBackupAndSwapsTheNotes() throws Exception {
        done(vip.restore());
        assertThat(site.answers()).isTrue();

        site.cut(0);
        Eventually.within(
                Site.SOON, "the kit suspects", () -> vip.context().suspects().contains("eth0 has no carrier"));
        assertThat(vip.recover()).isEqualTo(ActionResult.done("moved from eth0 to eth1"));

        assertThat(site.whereabouts()).containsExactly("eth1 10.0.0.50/24");
        assertThat(site.answers()).isTrue();
        assertThat(site.learnt()).hasValue(site.mac("eth1"));
        assertThat(vip.context().notes().all())
                .containsEntry("interface", "eth1")
                .containsEntry("backup", "eth0");
    }

    @Test
    void comesBackToTheInterfaceItUsedLast() throws Exception {
        done(vip.restore());
        site.cut(0);
        done(vip.seeing(FailureScope.RETRY_HERE).recover());
        site.mend(0);
        done(vip.remove());

        try (ProtectedVip next = vip.afterRestart()) {
            done(next.restore());
            assertThat(site.whereabouts()).containsExactly("eth1 10.0.0.50/24");
            site.cut(1);
            assertThat(next.seeing(FailureScope.RETRY_HERE).recover())
                    .isEqualTo(ActionResult.done("moved from eth1 to eth0"));
            assertThat(site.answers()).isTrue();
        }
    }

    @Test
    void restoreUsesTheBackupWhenItsOwnCableIsOut() throws Exception {
        site.cut(0);
        Eventually.within(
                Site.SOON,
                "the kit sees the cut",
                () -> vip.quickCheck().reason().equals("eth0 has no carrier"));

        done(vip.restore());

        assertThat(site.whereabouts()).containsExactly("eth1 10.0.0.50/24");
        assertThat(site.answers()).isTrue();
    }

    @Test
    void withBothCablesOutItBelongsElsewhereAndEachInterfaceIsNamed() throws Exception {
        done(vip.restore());
        site.cut(0);
        site.cut(1);

        ActionResult result = vip.seeing(FailureScope.TRY_ELSEWHERE).recover();

        assertThat(result)
                .isInstanceOfSatisfying(
                        ActionResult.Failed.class,
                        failed -> assertThat(failed.scope()).isEqualTo(FailureScope.TRY_ELSEWHERE));
        assertThat(result.reason()).contains("eth0 has no carrier, eth1 has no carrier");
        done(vip.remove());
        assertThat(site.whereabouts()).isEmpty();
        assertThat(vip.restore().kind()).isEqualTo(ActionResult.Kind.FAILED);
        assertThat(site.whereabouts()).isEmpty();
    }

    @Test
    void carrierFlapsDoNotMoveItFromAnInterfaceThatWorksAgain() throws Exception {
        done(vip.restore());
        site.cut(0);
        site.mend(0);
        Eventually.within(
                Site.SOON, "the kit sees the carrier", () -> vip.quickCheck().equals(CheckResult.healthy()));

        assertThat(vip.recover()).isEqualTo(ActionResult.done("on eth0"));
        assertThat(site.whereabouts()).containsExactly("eth0 10.0.0.50/24");
    }

    @Test
    void anAddressThatWorksOnItsOtherInterfaceStaysThereAndTheSwapIsNoted() throws Exception {
        done(vip.restore());
        site.server().ip("addr del 10.0.0.50/24 dev eth0");
        site.server().ip("addr add 10.0.0.50/24 dev eth1");
        Eventually.within(
                Site.SOON,
                "the kit sees it there",
                () -> vip.quickCheck().reason().contains("eth1"));

        assertThat(vip.recover()).isEqualTo(ActionResult.done("moved from eth0 to eth1"));

        assertThat(site.whereabouts())
                .as("moving it back would cost clients a second outage")
                .containsExactly("eth1 10.0.0.50/24");
        assertThat(vip.context().notes().all()).containsEntry("interface", "eth1");
        assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
    }

    @Test
    void convergesToOnePlaceWithTheRightPrefixLength() throws Exception {
        site.server().ip("addr add 10.0.0.50/32 dev eth0");
        site.server().ip("addr add 10.0.0.50/24 dev eth1");
        site.server().ip("addr add 10.0.0.50/16 dev lo");

        done(vip.restore());

        assertThat(site.whereabouts()).containsExactly("eth0 10.0.0.50/24");
        assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
        assertThat(site.answers()).isTrue();
    }

    @Test
    void closeLeavesTheAddressInService() throws Exception {
        done(vip.restore());
        vip.close();
        vip.close();

        assertThat(site.answers()).isTrue();
        try (ProtectedVip next = vip.afterRestart()) {
            assertThat(next.quickCheck()).isEqualTo(CheckResult.healthy());
            done(next.remove());
        }
        assertThat(site.server().sysctl("eth0/arp_ignore"))
                .as("the next life gives back what the former one changed")
                .isEqualTo("0");
    }

    @Test
    void anInterfaceIsLookedUpByNameEachTime() throws Exception {
        done(vip.restore());
        site.server().ip("link set eth0 name old0");
        Eventually.within(
                Site.SOON, "the rename is seen", () -> vip.quickCheck().reason().equals("eth0 does not exist"));

        done(vip.recover());

        assertThat(site.whereabouts()).containsExactly("eth1 10.0.0.50/24");
    }

    private String everything() {
        return String.join("\n", site.addresses())
                + site.server().ip("-4 rule show")
                + site.server().ip("-4 route show table all")
                + List.of(
                                "eth0/arp_ignore",
                                "eth0/arp_announce",
                                "eth1/arp_ignore",
                                "eth1/arp_announce",
                                "eth0/promote_secondaries",
                                "eth1/promote_secondaries")
                        .stream()
                        .map(site.server()::sysctl)
                        .toList();
    }

    private static void done(ActionResult result) {
        assertThat(result.kind()).as("result: %s", result).isEqualTo(ActionResult.Kind.DONE);
    }
}
