package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.testkit.Eventually;

/** What others see: other addresses of the interfaces, and the neighbour tables of clients. */
@KernelTest
class NeighboursKernelTest {
    private static final String WRONG = "02:00:00:00:00:01";

    private static final TestSettings WITHOUT_FIXED =
            TestSettings.of("10.0.0.50/24").fixedAddress(InterfaceRules.FixedAddressRule.WARN);

    private final Site site = new Site();

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void otherAddressesStayAsTheyWereThoughOursWasTheFirstOfTheSubnet() throws Exception {
        List<String> before = site.addresses();
        try (ProtectedVip vip = new ProtectedVip(site, WITHOUT_FIXED.config())) {
            done(vip.restore());
            site.server().ip("addr add 10.0.0.61/24 dev eth0 label eth0:other");
            site.server().ip("addr add 192.168.7.62/24 dev eth0 scope link");
            site.server().ip("addr add 10.0.0.63/24 dev eth0 valid_lft 5000 preferred_lft 4000");
            assertThat(site.addresses())
                    .as("ours is the first of the subnet: deleting it would delete the others")
                    .anyMatch(line -> line.contains("10.0.0.61/24") && line.contains("secondary"));

            site.cut(0);
            done(vip.seeing(FailureScope.RETRY_HERE).recover());
            site.mend(0);
            done(vip.remove());

            assertThat(withoutSecondary(site.addresses()))
                    .hasSize(before.size() + 3)
                    .anyMatch(line -> line.contains("10.0.0.61/24") && line.contains("eth0:other"))
                    .anyMatch(line -> line.contains("192.168.7.62/24") && line.contains("scope link"))
                    .anyMatch(line -> line.contains("10.0.0.63/24") && line.contains("valid_lft some sec"));
            assertThat(site.server().sysctl("eth0/promote_secondaries")).isEqualTo("0");
        }
    }

    @Test
    void onlyTheInterfaceThatHoldsItAnswersForTheAddress() throws Exception {
        site.withFixedAddresses();
        try (ProtectedVip vip = new ProtectedVip(site, ProtectedVip.config("10.0.0.50/24"))) {
            done(vip.restore());
            for (int asked = 0; asked < 20; asked++) {
                site.client().ip("neigh flush dev eth0");
                assertThat(site.answers()).isTrue();
                assertThat(site.learnt()).hasValue(site.mac("eth0"));
            }
        }
    }

    @Test
    void anAddressThatIsFoundInServiceIsAnnouncedSinceItsFormerLifeMayHaveDiedBeforeItDid() throws Exception {
        site.withFixedAddresses();
        site.client().ip("neigh replace " + Site.VIP + " lladdr " + WRONG + " dev eth0 nud reachable");
        site.server().ip("addr add 10.0.0.50/24 dev eth0");
        try (ProtectedVip vip = new ProtectedVip(site, ProtectedVip.config("10.0.0.50/24"))) {
            Eventually.within(
                    Site.SOON,
                    "the kit sees the address",
                    () -> vip.quickCheck().equals(CheckResult.healthy()));
            Eventually.within(
                    Site.SOON,
                    "the client learns where it is",
                    () -> site.learnt().filter(site.mac("eth0")::equals).isPresent());
        }
    }

    @Test
    void refusesToRestoreWhereAnotherInterfaceMayAnswerIfToldSo() throws Exception {
        IpConfig strict = TestSettings.of("10.0.0.50/24")
                .arpFlux(ArpFlux.REFUSE)
                .fixedAddress(InterfaceRules.FixedAddressRule.WARN)
                .config();
        try (ProtectedVip vip = new ProtectedVip(site, strict)) {
            ActionResult refused = vip.restore();
            assertThat(refused.kind()).isEqualTo(ActionResult.Kind.FAILED);
            assertThat(refused.reason()).startsWith("arp_ignore of eth0 is 0").contains("set it to 1");
            assertThat(site.whereabouts()).isEmpty();

            for (String name : List.of("eth0", "eth1")) {
                site.server().sysctl(name + "/arp_ignore", 1);
                site.server().sysctl(name + "/arp_announce", 2);
            }
            done(vip.restore());
        }
    }

    @Test
    void announcesAgainWhenReceiversListenAgainAndWhenTheCarrierComesBack() throws Exception {
        site.withFixedAddresses();
        try (ProtectedVip vip = new ProtectedVip(site, ProtectedVip.config("10.0.0.50/24"))) {
            done(vip.restore());
            for (long later : List.of(1100L, 1900L)) {
                mislead();
                ProtectedVip.TIME.advance(Duration.ofMillis(later));
                Eventually.within(
                        Site.SOON, "the client is told", () -> site.learnt().equals(Optional.of(site.mac("eth0"))));
            }
            site.cut(0);
            mislead();
            site.mend(0);
            Eventually.within(
                    Site.SOON,
                    "the client is told when the carrier is back",
                    () -> site.learnt().equals(Optional.of(site.mac("eth0"))));
        }
    }

    @Test
    void labelsFollowTheAddress() throws Exception {
        site.withFixedAddresses();
        IpConfig labelled = TestSettings.of("10.0.0.50/24").label("eth0:web").config();
        try (ProtectedVip vip = new ProtectedVip(site, labelled)) {
            done(vip.restore());
            assertThat(site.addresses()).anyMatch(line -> line.contains("10.0.0.50/24") && line.contains("eth0:web"));
            site.cut(0);
            done(vip.seeing(FailureScope.RETRY_HERE).recover());
            assertThat(site.addresses()).anyMatch(line -> line.contains("10.0.0.50/24") && line.contains("eth1:web"));
        }
    }

    private void mislead() {
        site.client().ip("neigh replace 10.0.0.50 lladdr " + WRONG + " dev eth0 nud reachable");
        assertThat(site.learnt()).hasValue(WRONG);
    }

    private static List<String> withoutSecondary(List<String> lines) {
        return lines.stream().map(line -> line.replace(" secondary", "")).toList();
    }

    private static void done(ActionResult result) {
        assertThat(result.kind()).as("result: %s", result).isEqualTo(ActionResult.Kind.DONE);
    }
}
