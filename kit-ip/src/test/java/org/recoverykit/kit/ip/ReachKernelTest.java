package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.kit.ip.ReachSettings.Silence;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** The deep check asks somebody outside. Names tell the line of the guide's lists. */
@KernelTest
class ReachKernelTest {
    private static final String CLIENT = "10.0.0.99";
    private static final String NOBODY = "10.0.0.77";
    private static final String AFAR = "10.9.0.99";

    private final Site site = new Site().withFixedAddresses();

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void peers17_withoutATargetOnlyTheLinkIsLookedAtAndThatIsSaid() throws Exception {
        try (ProtectedVip vip = restored(List.of(), false, Silence.FAIL)) {
            assertThat(deepCheck(vip)).isEqualTo(ReachVerdict.LINK_ONLY);
        }
    }

    @Test
    void theGatewayIsAskedByDefault() throws Exception {
        site.server().ip("route add default via 10.0.0.99 dev eth0");
        try (ProtectedVip vip = restored(List.of(), false, Silence.REPORT)) {
            assertThat(deepCheck(vip)).isEqualTo(CheckResult.healthy());
        }
    }

    @Test
    void peers17_oneAnswerIsEnoughAndThisNodesAddressesAreNoEvidence() throws Exception {
        try (ProtectedVip vip = restored(List.of(NOBODY, CLIENT), false, Silence.FAIL)) {
            assertThat(deepCheck(vip)).isEqualTo(CheckResult.healthy());
        }
        try (ProtectedVip vip = restored(List.of("10.0.0.12"), false, Silence.FAIL)) {
            assertThat(deepCheck(vip)).isEqualTo(ReachVerdict.LINK_ONLY);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> restored(List.of(Site.VIP), false, Silence.FAIL))
                .withMessageStartingWith("reach: 10.0.0.50 is the protected address itself");
    }

    @Test
    void d91_aPortThatLeadsNowhereIsFoundThoughItHasCarrierAndTheAddressLeavesIt() throws Exception {
        try (ProtectedVip vip = restored(List.of(NOBODY, CLIENT), false, Silence.REPORT)) {
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
    void aDeadSpareIsKnownBeforeItIsNeededAndFirstAidLeavesItAlone() throws Exception {
        try (ProtectedVip vip = restored(List.of(CLIENT), false, Silence.REPORT)) {
            vip.context().allowFirstAid(true);
            site.leadNowhere(1);
            CheckResult seen = deepCheck(vip);
            assertThat(seen.kind()).isEqualTo(CheckResult.Kind.HEALTHY);
            assertThat(seen.reason())
                    .isEqualTo("the backup eth1 is not to be relied on: it has carrier, and nobody of 10.0.0.99 answers"
                            + " there, as they do on eth0");

            site.cut(0);
            vip.seeing(FailureScope.RETRY_HERE);
            assertThat(site.whereabouts()).containsExactly("eth0 10.0.0.50/24");
        }
    }

    @Test
    void d92_aDeadGatewayMovesNothingUnlessPeopleSaySo() throws Exception {
        site.server().ip("route add default via 10.0.0.77 dev eth0");
        try (ProtectedVip vip = restored(List.of(), false, Silence.REPORT)) {
            CheckResult seen = deepCheck(vip);
            assertThat(seen.kind()).isEqualTo(CheckResult.Kind.HEALTHY);
            assertThat(seen.reason())
                    .isEqualTo(
                            "nobody of 10.0.0.77 answers, on eth0 nor on eth1; the target may be dead: name several");
        }
        try (ProtectedVip vip = restored(List.of(), false, Silence.FAIL)) {
            assertThat(deepCheck(vip))
                    .isInstanceOfSatisfying(
                            CheckResult.Unhealthy.class,
                            problem -> assertThat(problem.scope()).isEqualTo(FailureScope.TRY_ELSEWHERE));
        }
    }

    @Test
    void d91_aStationBehindTheGatewayIsAskedByEchoAndItsFirewallIsNotOurDeath() throws Exception {
        site.server().ip("route add 10.9.0.0/24 via 10.0.0.99 dev eth0");
        site.server().ip("route add 10.9.0.0/24 via 10.0.0.99 dev eth1 metric 10");
        try (ProtectedVip vip = restored(List.of(AFAR), false, Silence.FAIL)) {
            assertThat(deepCheck(vip)).isEqualTo(CheckResult.healthy());
            clientSets("icmp_echo_ignore_all", "1");
            assertThat(deepCheck(vip).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
        }
        try (ProtectedVip vip = restored(List.of(AFAR, CLIENT), false, Silence.FAIL)) {
            assertThat(deepCheck(vip))
                    .as("the other target answers by ARP, which no firewall drops")
                    .isEqualTo(CheckResult.healthy());
        }
    }

    @Test
    void aBroadcastPingIsAnsweredByWhoeverDoes() throws Exception {
        try (ProtectedVip vip = restored(List.of(), true, Silence.FAIL)) {
            assertThat(deepCheck(vip).kind())
                    .as("nobody answers broadcasts: the kernel's default")
                    .isEqualTo(CheckResult.Kind.UNHEALTHY);
            clientSets("icmp_echo_ignore_broadcasts", "0");
            assertThat(deepCheck(vip)).isEqualTo(CheckResult.healthy());
        }
    }

    @Test
    void whenAnswersComeAgainTheNetworkIsToldWhereTheAddressIs() throws Exception {
        try (ProtectedVip vip = restored(List.of(CLIENT), false, Silence.REPORT)) {
            assertThat(site.answers()).isTrue();
            site.leadNowhere(0);
            site.leadNowhere(1);
            assertThat(deepCheck(vip).reason()).startsWith("nobody of");
            site.client().ip("neigh replace 10.0.0.50 lladdr 02:00:00:00:00:01 dev eth0 nud reachable");
            site.leadBack(0);
            site.leadBack(1);

            assertThat(deepCheck(vip)).isEqualTo(CheckResult.healthy());

            assertThat(site.answers()).isTrue();
            assertThat(site.learnt()).hasValue(site.mac("eth0"));
        }
    }

    private ProtectedVip restored(List<String> targets, boolean broadcast, Silence silence) throws Exception {
        ReachSettings reach = new ReachSettings(targets, broadcast, 2, Duration.ofMillis(400), silence);
        ProtectedVip vip = new ProtectedVip(
                site, TestSettings.of("10.0.0.50/24").reach(reach).config());
        assertThat(vip.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
        return vip;
    }

    /** After a second: answers are shared for so long. */
    private static CheckResult deepCheck(ProtectedVip vip) throws Exception {
        ProtectedVip.TIME.advance(Duration.ofSeconds(1));
        return vip.kit().deepCheck(ProtectedVip.call());
    }

    private void clientSets(String key, String value) {
        site.client().call(() -> Files.writeString(Path.of("/proc/sys/net/ipv4/" + key), value));
    }
}
