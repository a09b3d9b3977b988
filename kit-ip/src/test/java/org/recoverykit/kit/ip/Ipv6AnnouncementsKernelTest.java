package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;
import org.recoverykit.linux.model.NdFrame.Flag;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.testkit.Eventually;

/** What the network is told of an IPv6 address, as a client hears it. */
@KernelTest
class Ipv6AnnouncementsKernelTest {
    private static final String VIP = Plan.IPV6.vip();
    private static final String WRONG = "02:00:00:00:00:99";

    private final Site site = new Site(Plan.IPV6).withFixedAddresses();

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void peers4aLine7AnnouncesAtOnceAndTwiceMoreAMoveAgainAndEachFrameIsAsRfc4861DemandsIt() throws Exception {
        try (ProtectedVip vip = new ProtectedVip(site, ProtectedVip.config(Plan.IPV6.protectedAddress()));
                Overheard heard = Overheard.at(site.client(), "eth0")) {
            done(vip.restore());
            hears(heard, 1);
            pass(Duration.ofMillis(1100));
            hears(heard, 2);
            pass(Duration.ofMillis(1900));
            hears(heard, 3);
            pass(Duration.ofSeconds(30));
            site.cut(0);
            done(vip.seeing(FailureScope.RETRY_HERE).recover());
            hears(heard, 4);

            List<NdFrame.Advertisement> frames = heard.announcements(VIP);
            assertThat(frames).allSatisfy(Ipv6AnnouncementsKernelTest::isAsDemanded);
            assertThat(frames.subList(0, 3))
                    .extracting(NdFrame::sender)
                    .containsOnly(MacAddress.parse(site.mac("eth0")));
            assertThat(frames.get(3).sender()).isEqualTo(MacAddress.parse(site.mac("eth1")));
        }
    }

    @Test
    void saysRouterOnlyWhileTheInterfaceForwards() throws Exception {
        site.server().write("/proc/sys/net/ipv6/conf/eth0/forwarding", "1");
        try (ProtectedVip vip = new ProtectedVip(site, ProtectedVip.config(Plan.IPV6.protectedAddress()));
                Overheard heard = Overheard.at(site.client(), "eth0")) {
            done(vip.restore());
            hears(heard, 1);
            site.server().write("/proc/sys/net/ipv6/conf/eth0/forwarding", "0");
            pass(Duration.ofMillis(1100));
            hears(heard, 2);

            assertThat(heard.announcements(VIP).get(0).flags()).contains(Flag.ROUTER);
            assertThat(heard.announcements(VIP).get(1).flags()).doesNotContain(Flag.ROUTER);
        }
    }

    @Test
    void peers4aLine7AlsoOnAVlan() throws Exception {
        for (Machine machine : List.of(site.server(), site.client())) {
            assumeThatCode(() -> machine.ip("link add link eth0 name eth0.5 type vlan id 5"))
                    .as("this kernel has VLANs")
                    .doesNotThrowAnyException();
            machine.ip("link set eth0.5 up");
        }
        site.server().ip("addr add 2001:db8:5::11/64 dev eth0.5 nodad");
        site.client().ip("addr add 2001:db8:5::99/64 dev eth0.5 nodad");
        site.client().ip("neigh replace 2001:db8:5::50 lladdr " + WRONG + " dev eth0.5 nud reachable");
        Eventually.within(
                Site.SOON,
                "the VLAN carries",
                () -> site.server().ip("link show dev eth0.5").contains("LOWER_UP"));
        IpConfig config = TestSettings.of("2001:db8:5::50/64")
                .device("eth0.5")
                .withoutBackup()
                .config();
        try (ProtectedVip vip = new ProtectedVip(site, config);
                Overheard heard = Overheard.at(site.client(), "eth0.5")) {
            done(vip.restore());

            Eventually.within(
                    Site.SOON,
                    "the client on the VLAN learns it",
                    () -> site.client().ip("neigh show 2001:db8:5::50").contains(site.mac("eth0")));
            assertThat(heard.announcements("2001:db8:5::50"))
                    .isNotEmpty()
                    .allSatisfy(Ipv6AnnouncementsKernelTest::isAsDemanded);
        }
    }

    @Test
    void aReturningCarrierIsAnnounced() throws Exception {
        try (ProtectedVip vip = new ProtectedVip(site, ProtectedVip.config(Plan.IPV6.protectedAddress()))) {
            done(vip.restore());
            assertThat(site.answers()).isTrue();
            site.cut(0);
            site.client().ip("neigh replace " + VIP + " lladdr " + WRONG + " dev eth0 nud reachable");
            site.mend(0);

            Eventually.within(
                    Site.SOON,
                    "the client learns it anew",
                    () -> site.learnt().filter(site.mac("eth0")::equals).isPresent());
        }
    }

    private static void hears(Overheard heard, int announcements) {
        Eventually.within(
                Site.SOON,
                "announcement " + announcements,
                () -> heard.announcements(VIP).size() >= announcements);
        assertThat(heard.announcements(VIP)).hasSize(announcements);
    }

    private static void pass(Duration time) {
        ProtectedVip.TIME.advance(time);
    }

    /** Hop limit 255, checksum and lengths: all else is not decoded. */
    private static void isAsDemanded(NdFrame.Advertisement frame) {
        assertThat(frame.flags()).containsExactly(Flag.OVERRIDE);
        assertThat(frame.linkLayer()).isEqualTo(Optional.of(frame.sender()));
        assertThat(frame.sender().multicast()).isFalse();
        assertThat(frame.receiver()).isEqualTo(MacAddress.parse("33:33:00:00:00:01"));
        assertThat(frame.destination().getHostAddress()).isEqualTo("ff02:0:0:0:0:0:0:1");
        assertThat(frame.source()).isEqualTo(frame.target());
    }

    private static void done(ActionResult result) {
        assertThat(result.kind()).as("result: %s", result).isEqualTo(ActionResult.Kind.DONE);
    }
}
