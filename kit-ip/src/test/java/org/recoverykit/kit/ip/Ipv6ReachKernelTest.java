package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.kit.ip.ReachSettings.Silence;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** The deep check of an IPv6 address asks stations by Neighbor Discovery: peers 4a line 17, catalogue rows 91 and 92. */
@KernelTest
class Ipv6ReachKernelTest {
    private static final String CLIENT = Plan.IPV6.client();
    private static final String AFAR = "2001:db8:9::99";
    private static final String NOBODY = "2001:db8::77";

    private final Site site = new Site(Plan.IPV6).withFixedAddresses();

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void peers17_withoutATargetOnlyTheLinkIsLookedAtAndThatIsSaid() throws Exception {
        try (ProtectedVip vip = restored(List.of(), Silence.FAIL)) {
            assertThat(deepCheck(vip)).isEqualTo(ReachVerdict.LINK_ONLY);
        }
    }

    @Test
    void theGatewayIsAskedByDefaultByItsLinkLocalAddressToo() throws Exception {
        String gateway =
                site.client().ip("-6 -o addr show dev eth0 scope link").replaceAll("(?s).*inet6 (\\S+)/.*", "$1");
        site.server().ip("-6 route add default via " + gateway + " dev eth0");
        try (ProtectedVip vip = restored(List.of(), Silence.FAIL)) {
            assertThat(deepCheck(vip)).isEqualTo(CheckResult.healthy());
        }
    }

    @Test
    void peers17_oneAnswerIsEnoughAndThisNodesAddressesAreNoEvidence() throws Exception {
        try (ProtectedVip vip = restored(List.of(NOBODY, CLIENT), Silence.FAIL)) {
            assertThat(deepCheck(vip)).isEqualTo(CheckResult.healthy());
        }
        try (ProtectedVip vip = restored(Plan.IPV6.fixed(), Silence.FAIL)) {
            assertThat(deepCheck(vip)).isEqualTo(ReachVerdict.LINK_ONLY);
        }
    }

    @Test
    void targetsThatTellNothingOrCannotBeAskedAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> restored(List.of(Plan.IPV6.vip()), Silence.FAIL))
                .withMessageStartingWith("reach: 2001:db8::50 is the protected address itself");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> restored(List.of("10.0.0.99"), Silence.FAIL))
                .withMessageContaining("two families");
        ReachSettings afar = new ReachSettings(List.of(AFAR), false, 2, Duration.ofMillis(400), Silence.FAIL);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TestSettings.of("fe80::50/64").reach(afar).config())
                .withMessage(
                        "reach: " + AFAR + " cannot answer fe80::50, which is link-local; name link-local stations");
    }

    @Test
    void d91_aPortThatLeadsNowhereIsFoundThoughItHasCarrierAndTheAddressLeavesIt() throws Exception {
        try (ProtectedVip vip = restored(List.of(NOBODY, CLIENT), Silence.REPORT)) {
            site.leadNowhere(0);
            CheckResult seen = deepCheck(vip);
            assertThat(seen)
                    .isInstanceOfSatisfying(
                            CheckResult.Unhealthy.class,
                            problem -> assertThat(problem.scope()).isEqualTo(FailureScope.RETRY_HERE));
            assertThat(seen.reason())
                    .contains("eth0 has carrier, and nobody of")
                    .contains("as they do on eth1");

            assertThat(vip.recover()).isEqualTo(ActionResult.done("moved from eth0 to eth1"));

            assertThat(site.answers()).isTrue();
            assertThat(deepCheck(vip).reason()).startsWith("the backup eth0 is not to be relied on");
            site.leadBack(0);
            assertThat(deepCheck(vip)).isEqualTo(CheckResult.healthy());
        }
    }

    @Test
    void d91_aStationBehindTheGatewayIsAskedByEchoAndItsFirewallIsNotOurDeath() throws Exception {
        site.server().ip("-6 route add 2001:db8:9::/64 via " + CLIENT + " dev eth0");
        site.server().ip("-6 route add 2001:db8:9::/64 via " + CLIENT + " dev eth1 metric 2048");
        try (ProtectedVip vip = restored(List.of(AFAR), Silence.FAIL)) {
            assertThat(deepCheck(vip)).isEqualTo(CheckResult.healthy());
            site.client().write("/proc/sys/net/ipv6/icmp/echo_ignore_all", "1");
            assertThat(deepCheck(vip).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
        }
        try (ProtectedVip vip = restored(List.of(AFAR, CLIENT), Silence.FAIL)) {
            assertThat(deepCheck(vip))
                    .as("the other target answers by Neighbor Discovery, which no firewall drops")
                    .isEqualTo(CheckResult.healthy());
        }
    }

    @Test
    void aStationBehindTheGatewayIsAskedByTheInterfaceThatHasTheAddress() throws Exception {
        site.server().ip("-6 route add 2001:db8:9::/64 via " + CLIENT + " dev eth0");
        site.server().ip("-6 route add 2001:db8:9::/64 via " + CLIENT + " dev eth1 metric 2048");
        try (ProtectedVip vip = restored(List.of(AFAR), Silence.FAIL)) {
            site.leadNowhere(0);
            assertThat(deepCheck(vip))
                    .as("eth1 leads there too, but the address is on eth0")
                    .isInstanceOfSatisfying(
                            CheckResult.Unhealthy.class,
                            problem -> assertThat(problem.reason()).contains("nobody of " + AFAR + " answers"));
            site.leadBack(0);
            assertThat(deepCheck(vip)).isEqualTo(CheckResult.healthy());
        }
    }

    @Test
    void d92_aDeadTargetMovesNothingUnlessPeopleSaySo() throws Exception {
        try (ProtectedVip vip = restored(List.of(NOBODY), Silence.REPORT)) {
            CheckResult seen = deepCheck(vip);
            assertThat(seen.kind()).isEqualTo(CheckResult.Kind.HEALTHY);
            assertThat(seen.reason())
                    .isEqualTo("nobody of " + NOBODY
                            + " answers, on eth0 nor on eth1; the target may be dead: name several");
        }
        try (ProtectedVip vip = restored(List.of(NOBODY), Silence.FAIL)) {
            assertThat(deepCheck(vip))
                    .isInstanceOfSatisfying(
                            CheckResult.Unhealthy.class,
                            problem -> assertThat(problem.scope()).isEqualTo(FailureScope.TRY_ELSEWHERE));
        }
    }

    private ProtectedVip restored(List<String> targets, Silence silence) throws Exception {
        ReachSettings reach = new ReachSettings(targets, false, 2, Duration.ofMillis(400), silence);
        ProtectedVip vip = new ProtectedVip(
                site, TestSettings.of(Plan.IPV6.protectedAddress()).reach(reach).config());
        assertThat(vip.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
        return vip;
    }

    /** After a second: answers are shared for so long. */
    private static CheckResult deepCheck(ProtectedVip vip) throws Exception {
        ProtectedVip.TIME.advance(Duration.ofSeconds(1));
        return vip.kit().deepCheck(ProtectedVip.call());
    }
}
