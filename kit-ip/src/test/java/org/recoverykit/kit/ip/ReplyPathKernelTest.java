package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.testkit.Eventually;

/** The traps in which an address has moved within microseconds, and its clients never notice. */
@KernelTest
class ReplyPathKernelTest {
    private final Site site = new Site();

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void aFixedAddressThatStaysOnTheDeadInterfaceDoesNotHoldRepliesThere() throws Exception {
        site.withFixedAddresses();
        try (ProtectedVip vip = new ProtectedVip(site, config("10.0.0.50/24", ReplyRoutes.PREPARE))) {
            moveToBackup(vip);
            assertThat(site.answers()).isTrue();
        }
    }

    @Test
    void withoutOurRuleThatTrapIsRealAndTheDeepCheckTells() throws Exception {
        site.withFixedAddresses();
        try (ProtectedVip vip = new ProtectedVip(site, config("10.0.0.50/24", ReplyRoutes.LEAVE))) {
            moveToBackup(vip);
            assertThat(site.answers()).as("the client is never answered").isFalse();
            assertThat(vip.kit().deepCheck(ProtectedVip.call()).reason()).contains("would not leave by eth1");
        }
    }

    @Test
    void aLoneAddressIsAnsweredThroughABackupWithoutAnAddressOfTheSubnet() throws Exception {
        site.server().ip("addr add 10.0.0.11/24 dev eth0");
        try (ProtectedVip vip = new ProtectedVip(site, config("10.0.0.50/32", ReplyRoutes.PREPARE))) {
            moveToBackup(vip);
            assertThat(site.answers()).isTrue();
        }
    }

    @Test
    void withoutOurTableThatTrapIsReal() throws Exception {
        site.server().ip("addr add 10.0.0.11/24 dev eth0");
        try (ProtectedVip vip = new ProtectedVip(site, config("10.0.0.50/32", ReplyRoutes.LEAVE))) {
            moveToBackup(vip);
            assertThat(site.answers()).as("the client is never answered").isFalse();
        }
    }

    @Test
    void clientsBehindAGatewayAreAnsweredThroughTheBackup() throws Exception {
        site.server().ip("addr add 10.0.0.11/24 dev eth0");
        site.server().ip("route add default via 10.0.0.99 dev eth0");
        try (ProtectedVip vip = new ProtectedVip(site, config("10.0.0.50/24", ReplyRoutes.PREPARE))) {
            done(vip.restore());
            assertThat(site.answersAfar()).isTrue();
            site.cut(0);
            done(vip.seeing(FailureScope.RETRY_HERE).recover());
            assertThat(site.answersAfar()).isTrue();
        }
    }

    @Test
    void strictReversePathFilteringDoesNotDropRequestsWhenTheFirstCableIsMended() throws Exception {
        site.withFixedAddresses();
        site.server().sysctl("eth1/rp_filter", 1);
        try (ProtectedVip vip = new ProtectedVip(site, config("10.0.0.50/24", ReplyRoutes.PREPARE))) {
            moveToBackup(vip);
            assertThat(site.answers()).isTrue();
            site.mend(0);
            assertThat(site.answers()).isTrue();
        }
    }

    @Test
    void whereASettingIsEnoughThereIsNoRuleAndTheSettingIsGivenBack() throws Exception {
        site.withFixedAddresses();
        String rules = site.server().ip("-4 rule show");
        try (ProtectedVip vip = new ProtectedVip(site, config("10.0.0.50/24", ReplyRoutes.PREPARE))) {
            moveToBackup(vip);
            assertThat(site.server().ip("-4 rule show")).isEqualTo(rules);
            assertThat(site.server().sysctl("eth0/ignore_routes_with_linkdown")).isEqualTo("1");
            site.mend(0);
            assertThat(site.answers())
                    .as("replies may leave by the first interface again")
                    .isTrue();
            assertThat(vip.kit().deepCheck(ProtectedVip.call()).reason()).doesNotContain("would not leave");
            done(vip.remove());
        }
        assertThat(site.server().sysctl("eth0/ignore_routes_with_linkdown")).isEqualTo("0");
        assertThat(site.server().sysctl("eth1/ignore_routes_with_linkdown")).isEqualTo("0");
    }

    @Test
    void anInterfaceThatWasDownGetsItsReplyRoutesBackWithoutBeingAsked() throws Exception {
        site.server().ip("addr add 10.0.0.11/24 dev eth0");
        site.server().ip("route add default via 10.0.0.99 dev eth0");
        try (ProtectedVip vip = new ProtectedVip(site, config("10.0.0.50/24", ReplyRoutes.PREPARE))) {
            done(vip.restore());
            String routes = ownRoutes();
            site.server().ip("link set eth0 down");
            Eventually.within(
                    Site.SOON, "the kernel drops the routes", () -> ownRoutes().isEmpty());
            site.server().ip("link set eth0 up");
            Eventually.within(Site.SOON, "the routes are back", () -> {
                ProtectedVip.TIME.advance(Duration.ofMillis(2));
                return ownRoutes().equals(routes);
            });
            assertThat(vip.quickCheck().kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        }
    }

    @Test
    void anInterfaceThatWasPluggedInAgainGetsItsSettingsBack() throws Exception {
        site.withFixedAddresses();
        try (ProtectedVip vip = new ProtectedVip(site, config("10.0.0.50/24", ReplyRoutes.PREPARE))) {
            done(vip.restore());
            site.server().host().unplug("eth1");
            site.server().host().connect("eth1");
            Eventually.within(Site.SOON, "the new eth1 does not answer for eth0", () -> {
                ProtectedVip.TIME.advance(Duration.ofMillis(2));
                return site.server().sysctl("eth1/arp_ignore").equals("1");
            });
            assertThat(site.server().sysctl("eth1/arp_announce")).isEqualTo("2");
            site.server().host().unplug("eth0");
            done(vip.seeing(FailureScope.RETRY_HERE).recover());
            assertThat(site.whereabouts()).singleElement().asString().startsWith("eth1 ");
            assertThat(site.answers()).isTrue();
            done(vip.remove());
            assertThat(site.server().sysctl("eth1/arp_ignore")).isEqualTo("0");
        }
    }

    private String ownRoutes() {
        return site.server()
                .ip("-4 route show table all")
                .lines()
                .filter(line -> line.contains(" table 10") && line.contains("proto 77"))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void aRuleThatSomebodyDeletedIsFoundByTheDeepCheckAndMendedInPlace() throws Exception {
        site.withFixedAddresses();
        site.server().sysctl("eth1/rp_filter", 1);
        try (ProtectedVip vip = new ProtectedVip(site, config("10.0.0.50/24", ReplyRoutes.PREPARE))) {
            moveToBackup(vip);
            site.mend(0);
            site.server().ip("rule del from 10.0.0.50");
            assertThat(vip.kit().deepCheck(ProtectedVip.call()).reason()).contains("would not leave by eth1");
            done(vip.recover());
            assertThat(vip.kit().deepCheck(ProtectedVip.call()).reason()).doesNotContain("would not leave");
            assertThat(site.whereabouts()).containsExactly("eth1 10.0.0.50/24");
        }
    }

    private void moveToBackup(ProtectedVip vip) throws InterruptedException {
        done(vip.restore());
        assertThat(site.answers()).isTrue();
        site.cut(0);
        done(vip.seeing(FailureScope.RETRY_HERE).recover());
        assertThat(site.whereabouts()).singleElement().asString().startsWith("eth1 ");
    }

    private static IpConfig config(String address, ReplyRoutes routes) {
        return TestSettings.of(address)
                .routes(routes)
                .fixedAddress(InterfaceRules.FixedAddressRule.WARN)
                .config();
    }

    private static void done(ActionResult result) {
        assertThat(result.kind()).as("result: %s", result).isEqualTo(ActionResult.Kind.DONE);
    }
}
