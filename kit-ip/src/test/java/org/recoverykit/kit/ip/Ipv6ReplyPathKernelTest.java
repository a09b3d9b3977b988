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

/** The traps of {@link ReplyPathKernelTest} are there for IPv6 too, but for reverse path filtering, which it does not have. */
@KernelTest
class Ipv6ReplyPathKernelTest {
    private static final String IGNORE = "/proc/sys/net/ipv6/conf/eth0/ignore_routes_with_linkdown";

    private final Site site = new Site(Plan.IPV6);

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void whereASettingIsEnoughThereIsNoRuleAndTheSettingIsGivenBack() throws Exception {
        site.withFixedAddresses();
        String rules = site.server().ip("-6 rule show");
        try (ProtectedVip vip = new ProtectedVip(site, config("2001:db8::50/64", ReplyRoutes.PREPARE))) {
            moveToBackup(vip);
            assertThat(site.answers()).isTrue();
            assertThat(site.server().ip("-6 rule show")).isEqualTo(rules);
            assertThat(site.server().read(IGNORE)).isEqualTo("1");
            done(vip.remove());
        }
        assertThat(site.server().read(IGNORE)).isEqualTo("0");
    }

    @Test
    void withoutItThatTrapIsRealAndTheDeepCheckTells() throws Exception {
        site.withFixedAddresses();
        try (ProtectedVip vip = new ProtectedVip(site, config("2001:db8::50/64", ReplyRoutes.LEAVE))) {
            moveToBackup(vip);
            assertThat(site.answers()).as("the client is never answered").isFalse();
            assertThat(vip.kit().deepCheck(ProtectedVip.call()).reason()).contains("would not leave by eth1");
        }
    }

    @Test
    void aLoneAddressIsAnsweredThroughABackupWithoutAnAddressOfTheSubnet() throws Exception {
        site.server().ip("addr add 2001:db8::11/64 dev eth0 nodad");
        try (ProtectedVip vip = new ProtectedVip(site, config("2001:db8::50/128", ReplyRoutes.PREPARE))) {
            moveToBackup(vip);
            assertThat(site.answers()).isTrue();
            site.mend(0);
            assertThat(site.answers()).isTrue();
            done(vip.remove());
        }
        assertThat(site.server().ip("-6 rule show")).doesNotContain("2001:db8::50");
        assertThat(ownRoutes()).isEmpty();
    }

    @Test
    void clientsBehindAGatewayAreAnsweredThroughTheBackup() throws Exception {
        site.server().ip("addr add 2001:db8::11/64 dev eth0 nodad");
        site.server().ip("-6 route add default via 2001:db8::99 dev eth0");
        try (ProtectedVip vip = new ProtectedVip(site, config("2001:db8::50/64", ReplyRoutes.PREPARE))) {
            done(vip.restore());
            assertThat(site.answersAfar()).isTrue();
            site.cut(0);
            done(vip.seeing(FailureScope.RETRY_HERE).recover());
            assertThat(site.answersAfar()).isTrue();
        }
    }

    @Test
    void anInterfaceThatWasDownGetsItsReplyRoutesBackWithTheAddress() throws Exception {
        site.server().ip("addr add 2001:db8::11/64 dev eth0 nodad");
        site.server().ip("-6 route add default via 2001:db8::99 dev eth0");
        // The kernel drops the fixed address with the interface, and nobody here puts that one back.
        IpConfig alone = config("2001:db8::50/64", ReplyRoutes.PREPARE);
        try (ProtectedVip vip = new ProtectedVip(site, alone)) {
            done(vip.restore());
            String routes = ownRoutes();
            assertThat(routes).contains("default via 2001:db8::99");
            site.server().ip("link set eth0 down");
            Eventually.within(
                    Site.SOON, "the kernel drops the routes", () -> ownRoutes().isEmpty());
            site.server().ip("link set eth0 up");
            Eventually.within(
                    Site.SOON,
                    "eth0 can be used again",
                    () -> vip.quickCheck().reason().contains("is not on eth0"));

            done(vip.recover());

            Eventually.within(Site.SOON, "the routes are back", () -> {
                ProtectedVip.TIME.advance(Duration.ofMillis(2));
                return ownRoutes().equals(routes);
            });
            assertThat(vip.quickCheck().kind()).isEqualTo(CheckResult.Kind.HEALTHY);
            assertThat(site.answersAfar()).isTrue();
        }
    }

    private String ownRoutes() {
        return site.server()
                .ip("-6 route show table all")
                .lines()
                .filter(line -> line.contains("proto 77"))
                .collect(Collectors.joining("\n"));
    }

    private void moveToBackup(ProtectedVip vip) throws InterruptedException {
        done(vip.restore());
        assertThat(site.answers()).isTrue();
        site.cut(0);
        done(vip.seeing(FailureScope.RETRY_HERE).recover());
        assertThat(site.whereabouts()).singleElement().asString().startsWith("eth1 ");
    }

    /** With a backup that may lack a fixed address: where the kernel's traps are. */
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
