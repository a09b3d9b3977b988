package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.testkit.Eventually;

/** The verbs for an IPv6 address, as {@link IpKitKernelTest} has them for IPv4, and what only IPv6 has. */
@KernelTest
class Ipv6KernelTest {
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
    void restoreBringsTheAddressUpAndTheClientReachesIt() throws Exception {
        assertThat(vip.quickCheck().kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);

        done(vip.restore());

        assertThat(site.whereabouts()).containsExactly("eth0 " + ADDRESS);
        assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
        assertThat(vip.kit().deepCheck(ProtectedVip.call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        assertThat(site.answers()).isTrue();
        assertThat(vip.context().notes().all()).containsEntry("interface", "eth0");
    }

    @Test
    void leavesTheServerAsItWas() throws Exception {
        String before = everything();

        done(vip.restore());
        done(vip.restore());
        assertThat(everything()).isNotEqualTo(before);
        assertThat(site.server().sysctl("eth0/arp_ignore"))
                .as("settings for IPv4 are none of its business")
                .isEqualTo("0");
        done(vip.remove());
        done(vip.remove());

        assertThat(everything()).isEqualTo(before);
        assertThat(vip.context().notes().all()).containsOnlyKeys("interface", "backup", "information");
    }

    @Test
    void aPulledCableMovesTheAddressToTheBackupAtOnce() throws Exception {
        done(vip.restore());
        assertThat(site.answers()).isTrue();

        site.cut(0);
        Eventually.within(
                Site.SOON, "the kit suspects", () -> vip.context().suspects().contains("eth0 has no carrier"));
        assertThat(vip.recover()).isEqualTo(ActionResult.done("moved from eth0 to eth1"));

        assertThat(site.whereabouts()).containsExactly("eth1 " + ADDRESS);
        assertThat(site.answers()).isTrue();
        assertThat(site.learnt()).hasValue(site.mac("eth1"));
        assertThat(site.addresses())
                .as("detection would have cost clients a second or two")
                .anyMatch(line -> line.contains("eth1") && line.contains(ADDRESS) && line.contains("nodad"));
        assertThat(vip.kit().deepCheck(ProtectedVip.call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
    }

    @Test
    void aDeletedAddressComesBackInPlace() throws Exception {
        done(vip.restore());

        site.server().ip("addr del " + ADDRESS + " dev eth0");
        Eventually.within(
                Site.SOON, "the kit suspects", () -> vip.context().suspects().contains(VIP + " is not on eth0"));
        assertThat(vip.recover()).isEqualTo(ActionResult.done("on eth0"));

        assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
        assertThat(site.answers()).isTrue();
    }

    @Test
    void catalogueRow74AnInterfaceSetDownLosesTheAddressAndItIsPutBackElsewhereOrWhenItIsUpAgain() throws Exception {
        done(vip.restore());
        site.server().ip("link set eth0 down");
        assertThat(site.whereabouts()).as("the kernel drops it").isEmpty();
        assertThat(vip.seeing(FailureScope.RETRY_HERE).recover())
                .isEqualTo(ActionResult.done("moved from eth0 to eth1"));
        assertThat(site.answers()).isTrue();

        site.server().ip("link set eth1 down");
        assertThat(vip.seeing(FailureScope.TRY_ELSEWHERE).recover().reason()).contains("eth0 is down", "eth1 is down");
        site.server().ip("link set eth1 up");
        assertThat(vip.seeing(FailureScope.RETRY_HERE).recover()).isEqualTo(ActionResult.done("on eth1"));
        assertThat(site.whereabouts()).containsExactly("eth1 " + ADDRESS);
    }

    @Test
    void peers4aLine1EveryWritingOfAnAddressIsThatAddress() throws Exception {
        IpConfig same = ProtectedVip.config("2001:0DB8:0:0::0050/64");
        try (ProtectedVip other = new ProtectedVip(site, same)) {
            done(vip.restore());
            assertThat(other.quickCheck()).isEqualTo(CheckResult.healthy());
            done(other.remove());
            assertThat(site.whereabouts()).isEmpty();
        }
    }

    @Test
    void peers4aLine3RemoveLeavesEveryOtherAddressAsItWas() throws Exception {
        done(vip.restore());
        site.server().ip("addr add 2001:db8::51/64 dev eth0 nodad");
        site.server().ip("addr add 2001:db8::52/64 dev eth0 nodad");
        List<String> others = others();

        done(vip.remove());

        assertThat(others()).isEqualTo(others);
        assertThat(site.server().ip("-6 route show 2001:db8::/64 dev eth0")).contains("proto kernel");
    }

    @Test
    void peers4aLine4TheAddressIsNoSourceAlsoAfterACarrierBounce() throws Exception {
        done(vip.restore());
        assertThat(source()).isEqualTo(Plan.IPV6.fixed().get(0));

        site.cut(0);
        site.mend(0);
        done(vip.recover());

        assertThat(site.whereabouts()).containsExactly("eth0 " + ADDRESS);
        assertThat(source()).isEqualTo(Plan.IPV6.fixed().get(0));
        done(vip.remove());
        IpConfig allowed = TestSettings.of(ADDRESS)
                .ipv6(new Ipv6Settings(Duration.ofSeconds(5), Ipv6Settings.SourceUse.ALLOWED))
                .config();
        try (ProtectedVip source = new ProtectedVip(site, allowed)) {
            done(source.restore());
            assertThat(site.addresses())
                    .anyMatch(line -> line.contains(ADDRESS) && line.contains("preferred_lft forever"));
        }
    }

    @Test
    void convergesToOnePlaceWithTheRightPrefixLength() throws Exception {
        site.server().ip("addr add 2001:db8::50/128 dev eth0 nodad");
        site.server().ip("addr add 2001:db8::50/64 dev eth1 nodad");

        done(vip.restore());

        assertThat(site.whereabouts()).containsExactly("eth0 " + ADDRESS);
        assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
        assertThat(site.answers()).isTrue();
    }

    @Test
    void withoutCarrierItIsNotCalledADuplicate() throws Exception {
        site.cut(0);
        site.cut(1);

        ActionResult result = vip.restore();

        assertThat(result.reason()).contains("eth0 has no carrier, eth1 has no carrier");
        assertThat(site.whereabouts()).isEmpty();
    }

    @Test
    void aLinkLocalAddressFollowsItsInterfaceAndLeavesItsTwinOnAnotherNetworkAlone() throws Exception {
        Site twin = new Site(new Plan("-6", "fe80::50", 64, "fe80::99", "2001:db8:9::99/64", List.of()));
        twin.server().ip("addr add fe80::50/64 dev lo");
        try (twin;
                ProtectedVip local = new ProtectedVip(twin, ProtectedVip.config("fe80::50%eth0/64"))) {
            done(local.restore());
            assertThat(local.kit().deepCheck(ProtectedVip.call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
            twin.cut(0);
            done(local.seeing(FailureScope.RETRY_HERE).recover());
            assertThat(twin.whereabouts()).containsExactlyInAnyOrder("lo fe80::50/64", "eth1 fe80::50/64");
            assertThat(local.quickCheck()).isEqualTo(CheckResult.healthy());
            assertThat(local.kit().deepCheck(ProtectedVip.call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
            done(local.remove());
            assertThat(twin.whereabouts()).containsExactly("lo fe80::50/64");
        }
    }

    /** The address that the kernel would send from to a client of the subnet. */
    private String source() {
        String way = site.server().ip("-6 route get 2001:db8::99 oif eth0");
        int at = way.indexOf(" src ") + 5;
        return way.substring(at, way.indexOf(' ', at));
    }

    private List<String> others() {
        return site.addresses().stream().filter(line -> !line.contains(ADDRESS)).toList();
    }

    private String everything() {
        return String.join("\n", site.addresses())
                + site.server().ip("-6 rule show")
                + site.server()
                        .ip("-6 route show table all")
                        .lines()
                        .filter(line -> !line.startsWith("local fe80::"))
                        .toList()
                + List.of("eth0", "eth1").stream()
                        .map(name -> "/proc/sys/net/ipv6/conf/" + name + "/ignore_routes_with_linkdown")
                        .map(site.server()::read)
                        .toList();
    }

    private static void done(ActionResult result) {
        assertThat(result.kind()).as("result: %s", result).isEqualTo(ActionResult.Kind.DONE);
    }
}
