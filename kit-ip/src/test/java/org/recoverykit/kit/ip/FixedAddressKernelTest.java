package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.kit.ip.InterfaceRules.FixedAddressRule;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.testkit.Eventually;

/** An interface needs an address of its own in the subnet: as HA Monitor and Linux FailSafe demand. */
@KernelTest
class FixedAddressKernelTest {
    private static final String ADVICE = "add one, or set links.fixedAddress to 'warn' or 'point-to-point'";

    private final Site site = new Site();

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void withoutOneTheAddressIsNotBroughtUp() throws Exception {
        // of another subnet, a lone host's, and another protected one's: none of them will do
        site.server().ip("addr add 10.1.0.11/24 dev eth0");
        site.server().ip("addr add 10.0.0.12/32 dev eth0");
        InterfaceAddress ours = InterfaceAddress.of(site.server().host().ifindex("eth0"), Station.ip("10.0.0.60"), 24)
                .withProtocol(MovePlan.OURS);
        site.server().host().network().change(AddressChange.add(ours), Site.SOON);
        try (ProtectedVip vip = vip(FixedAddressRule.ENFORCE)) {
            ActionResult refused = vip.restore();

            assertThat(refused.kind()).isEqualTo(ActionResult.Kind.FAILED);
            assertThat(refused.reason())
                    .contains("eth0 has no fixed address in the subnet of 10.0.0.50/24; " + ADVICE)
                    .contains("eth1 has no fixed address");
            assertThat(site.whereabouts()).isEmpty();

            site.server().ip("addr add 10.0.0.11/24 dev eth0");
            Eventually.within(
                    Site.SOON, "it is brought up now", () -> vip.restore().kind() == ActionResult.Kind.DONE);
        }
    }

    @Test
    void aSpareWithoutOneIsKnownBeforeItIsNeededAndNotMovedTo() throws Exception {
        site.server().ip("addr add 10.0.0.11/24 dev eth0");
        try (ProtectedVip vip = vip(FixedAddressRule.ENFORCE)) {
            vip.context().allowFirstAid(true);
            done(vip.restore());
            assertThat(vip.quickCheck())
                    .isEqualTo(CheckResult.healthyBut("eth1 has no fixed address in the subnet of 10.0.0.50/24"));

            site.cut(0);
            ActionResult result = vip.seeing(FailureScope.RETRY_HERE).recover();

            assertThat(result.kind()).isEqualTo(ActionResult.Kind.FAILED);
            assertThat(result.reason()).contains("eth0 has no carrier").contains("eth1 has no fixed address");
            assertThat(site.whereabouts()).doesNotContain("eth1 10.0.0.50/24");
        }
    }

    @Test
    void oneThatIsLostLaterIsReportedAtOnceAndTheAddressStays() throws Exception {
        site.withFixedAddresses();
        try (ProtectedVip vip = vip(FixedAddressRule.ENFORCE)) {
            done(vip.restore());
            assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());

            site.server().ip("addr del 10.0.0.12/24 dev eth1");
            Eventually.within(
                    Site.SOON,
                    "the kit suspects",
                    () -> vip.context().suspects().stream()
                            .anyMatch(text -> text.startsWith("eth1 has no fixed address")));
            assertThat(vip.quickCheck().reason()).startsWith("eth1 has no fixed address");
            assertThat(vip.quickCheck().kind()).isEqualTo(CheckResult.Kind.HEALTHY);

            site.server().ip("addr flush dev eth0");
            vip.seeing(FailureScope.RETRY_HERE);
            assertThat(vip.recover())
                    .as("what was there comes back there, though everything else was deleted with it")
                    .isEqualTo(ActionResult.done("on eth0"));
        }
    }

    @Test
    void theRuleIsForPeopleToLift() throws Exception {
        try (ProtectedVip vip = vip(FixedAddressRule.WARN)) {
            done(vip.restore());
            assertThat(vip.quickCheck().reason())
                    .contains("eth0 has no fixed address")
                    .contains("eth1 has no fixed");
            done(vip.remove());
        }
        try (ProtectedVip vip = vip(FixedAddressRule.POINT_TO_POINT)) {
            done(vip.restore());
            assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
        }
    }

    private ProtectedVip vip(FixedAddressRule rule) {
        return new ProtectedVip(
                site, TestSettings.of("10.0.0.50/24").fixedAddress(rule).config());
    }

    private static void done(ActionResult result) {
        assertThat(result.kind()).as("result: %s", result).isEqualTo(ActionResult.Kind.DONE);
    }
}
