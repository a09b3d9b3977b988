package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.Eventually;

/** Interfaces as they are. Names tell the line of the guide's lists: d is its fault catalogue, peers its section 4a. */
@KernelTest
class InterfacesKernelTest {
    private static final String VIP = "10.0.0.50/24";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Site site = new Site().withFixedAddresses();
    private final Machine server = site.server();

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void d68_ofAMissingInterfaceTheBackupAndThenAnotherNode() throws Exception {
        server.host().unplug("eth0");
        try (ProtectedVip vip = vip()) {
            done(vip.restore());
            assertThat(site.whereabouts()).containsExactly("eth1 " + VIP);

            server.host().unplug("eth1");
            ActionResult result = vip.seeing(FailureScope.TRY_ELSEWHERE).recover();

            assertThat(result)
                    .isInstanceOfSatisfying(
                            ActionResult.Failed.class,
                            failed -> assertThat(failed.scope()).isEqualTo(FailureScope.TRY_ELSEWHERE));
            assertThat(result.reason()).contains("eth0 does not exist").contains("eth1 does not exist");
        }
    }

    @Test
    void d69_d71_aRenamedInterfaceIsNamedAndAnotherOneUnderItsNameIsLeftAlone() throws Exception {
        try (ProtectedVip vip = vip()) {
            done(vip.restore());
            server.host().connect("eth2");
            server.ip("addr add 10.0.0.13/24 dev eth2");

            server.ip("link set eth0 name old0");
            server.ip("link set eth2 name eth0");
            Eventually.within(
                    Site.SOON,
                    "the kit sees the new eth0",
                    () -> vip.quickCheck().reason().contains("on old0"));
            done(vip.recover());
            assertThat(site.whereabouts()).containsExactly("eth1 " + VIP);

            site.cut(1);
            ActionResult result = vip.seeing(FailureScope.RETRY_HERE).recover();
            assertThat(result.kind()).isEqualTo(ActionResult.Kind.FAILED);
            assertThat(result.reason())
                    .contains("the device that was eth0 is called old0 now, and eth0 is another one");
            assertThat(site.whereabouts()).as("on the stranger's interface").noneMatch(line -> line.startsWith("eth0"));
        }
    }

    @Test
    void d70_anInterfaceThatIsPluggedInAgainHasANewIndexAndIsUsed() throws Exception {
        try (ProtectedVip vip = vip()) {
            done(vip.restore());
            server.host().unplug("eth0");
            done(vip.seeing(FailureScope.RETRY_HERE).recover());
            assertThat(site.whereabouts()).containsExactly("eth1 " + VIP);

            server.host().connect("eth0");
            server.ip("addr add 10.0.0.11/24 dev eth0");
            site.cut(1);
            Eventually.within(
                    Site.SOON,
                    "it moves to the new eth0",
                    () -> vip.recover().kind() == ActionResult.Kind.DONE
                            && site.whereabouts().equals(List.of("eth0 " + VIP)));
            assertThat(site.answers()).isTrue();
        }
    }

    @Test
    void d72_aCutCableIsReportedWithinASecond() throws Exception {
        try (ProtectedVip vip = vip()) {
            done(vip.restore());
            site.cable(0).cut();
            Eventually.within(
                    Duration.ofSeconds(1),
                    "the kit suspects",
                    () -> vip.context().suspects().stream().anyMatch(text -> text.startsWith("eth0 has no carrier")));
        }
    }

    @Test
    void d77_d78_peers02_oneAddressInOnePlaceWithOnePrefixLength() throws Exception {
        try (ProtectedVip vip = vip()) {
            done(vip.restore());
            server.ip("addr add " + VIP + " dev eth1");
            vip.seeing(FailureScope.RETRY_HERE);
            assertThat(vip.quickCheck().reason()).contains("and 10.0.0.50/24 on eth1");
            done(vip.recover());
            assertThat(site.whereabouts()).containsExactly("eth0 " + VIP);

            server.ip("addr add 10.0.0.50/16 dev eth0");
            server.ip("addr del " + VIP + " dev eth0");
            vip.seeing(FailureScope.RETRY_HERE);
            assertThat(vip.recover()).as("misconfigured is mended in place").isEqualTo(ActionResult.done("on eth0"));
            assertThat(site.whereabouts()).containsExactly("eth0 " + VIP);
        }
    }

    @Test
    void peers05_anInterfaceBelowAMacvlanThatLosesItsCarrierIsNamed() throws Exception {
        server.ip("link add link eth0 name mv0 type macvlan mode bridge");
        server.ip("link set mv0 up");
        server.ip("addr add 10.0.0.13/24 dev mv0");
        IpConfig onMacvlan = TestSettings.of(VIP).device("mv0").config();
        try (ProtectedVip vip = new ProtectedVip(site, onMacvlan)) {
            done(vip.restore());
            assertThat(site.answers()).isTrue();

            site.cut(0);
            Eventually.within(
                    Site.SOON,
                    "the reason is told",
                    () -> vip.quickCheck().reason().equals("mv0 has no carrier: eth0 below it has none"));
            done(vip.recover());
            assertThat(site.answers()).isTrue();
        }
    }

    @Test
    void peers05_aDormantInterfaceDoesNotPassForWorking() throws Exception {
        try (ProtectedVip vip = vip()) {
            done(vip.restore());
            server.ip("link set dev eth0 mode dormant");
            server.ip("link set dev eth0 down");
            server.ip("link set dev eth0 up");
            Eventually.within(
                    Site.SOON,
                    "it is dormant",
                    () -> server.host()
                            .network()
                            .view()
                            .link("eth0")
                            .filter(link -> link.operState() == Link.OperState.DORMANT)
                            .isPresent());

            // The kit's own table may be some milliseconds behind the test's.
            Eventually.within(
                    Site.SOON,
                    "the kit hears of it too",
                    () -> vip.quickCheck().reason().startsWith("eth0 is dormant"));
            assertThat(vip.recover()).isEqualTo(ActionResult.done("moved from eth0 to eth1"));
        }
    }

    @Test
    void peers05_aFurtherNameIsAsGoodAsTheFirst() throws Exception {
        server.ip("link property add dev eth0 altname uplink-zero");
        IpConfig byFurtherName = TestSettings.of(VIP).device("uplink-zero").config();
        try (ProtectedVip vip = new ProtectedVip(site, byFurtherName)) {
            done(vip.restore());
            assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
            assertThat(server.sysctl("eth0/arp_ignore")).isEqualTo("1");
            site.cut(0);
            assertThat(vip.seeing(FailureScope.RETRY_HERE).recover())
                    .isEqualTo(ActionResult.done("moved from uplink-zero to eth1"));
            done(vip.remove());
            assertThat(server.sysctl("eth0/arp_ignore")).isEqualTo("0");
        }
    }

    @Test
    void d94_namesThatLookLikeOptionsOrAreNotAscii() throws Exception {
        String longest = "abcdefghijklmno";
        int next = 20;
        for (String name : List.of("-h", "é0", longest)) {
            server.host().connect(name);
            server.host().address(name, "10.0.0." + next++ + "/24");
        }
        InetAddress address = Host.ip(Site.VIP);
        for (List<String> pair : List.of(List.of("-h", "é0"), List.of(longest, "-h"))) {
            IpConfig config =
                    TestSettings.of(VIP).device(pair.get(0)).backup(pair.get(1)).config();
            try (ProtectedVip vip = new ProtectedVip(site, config)) {
                done(vip.restore());
                awaitHolder(address, pair.get(0));
                server.host().unplug(pair.get(0));
                done(vip.seeing(FailureScope.RETRY_HERE).recover());
                awaitHolder(address, pair.get(1));
                done(vip.remove());
                server.host().connect(pair.get(0));
                server.host().address(pair.get(0), "10.0.0." + next++ + "/24");
            }
        }
    }

    @Test
    void autoMeansTheMostSpecificRouteAndLaterTheInterfaceUsedLast() throws Exception {
        server.ip("addr add 10.0.0.14/26 dev eth1");
        IpConfig auto = TestSettings.of(VIP).device("auto").withoutBackup().config();
        try (ProtectedVip vip = new ProtectedVip(site, auto)) {
            done(vip.restore());
            assertThat(site.whereabouts()).containsExactly("eth1 " + VIP);
            server.ip("addr del 10.0.0.14/26 dev eth1");
            done(vip.remove());
            try (ProtectedVip next = vip.afterRestart()) {
                done(next.restore());
                assertThat(site.whereabouts()).containsExactly("eth1 " + VIP);
            }
        }
        IpConfig nowhere =
                TestSettings.of("10.77.0.1/24").device("auto").withoutBackup().config();
        assertThatThrownBy(() -> new ProtectedVip(site, nowhere))
                .hasRootCauseInstanceOf(KitConfigurationException.class)
                .hasStackTraceContaining("no interface of this node leads to 10.77.0.1/24 without a gateway");
    }

    @Test
    void d90_peers19_fromAnotherNamespaceTheAddressIsNeitherDoubledNorCalledGone() throws Exception {
        try (ProtectedVip vip = vip()) {
            done(vip.restore());
            IpConfig there = TestSettings.of(VIP).withoutBackup().config();
            try (var context = vip.context().afterRestart();
                    RecoveryKit astray = site.client().call(() -> new IpKitProvider().create(there, context))) {
                ActionResult refused = astray.restore(ProtectedVip.call());
                assertThat(refused.kind()).isEqualTo(ActionResult.Kind.FAILED);
                assertThat(refused.reason()).contains("was brought up in network namespace net:[");
                assertThat(astray.remove(ProtectedVip.call()).kind()).isEqualTo(ActionResult.Kind.INDETERMINATE);
                assertThat(site.whereabouts()).containsExactly("eth0 " + VIP);
            }
            done(vip.remove());
            vip.context().notes().put("namespace", "net:[1]");
            assertThat(vip.restore().kind())
                    .as("a namespace that is no more took its addresses with it")
                    .isEqualTo(ActionResult.Kind.DONE);
        }
    }

    @Test
    void aLossThatIsShorterThanDownDelayMovesNothing() throws Exception {
        IpConfig patient = TestSettings.of(VIP)
                .interfaces(new InterfaceRules(
                        InterfaceRules.FixedAddressRule.ENFORCE,
                        Duration.ofSeconds(5),
                        Duration.ZERO,
                        0,
                        Duration.ZERO))
                .config();
        try (ProtectedVip vip = new ProtectedVip(site, patient)) {
            vip.context().allowFirstAid(true);
            done(vip.restore());
            site.cut(0);
            Eventually.within(
                    Site.SOON,
                    "the loss is seen",
                    () -> vip.quickCheck().reason().contains("for less than 5000 ms"));
            assertThat(vip.quickCheck().kind()).isEqualTo(CheckResult.Kind.HEALTHY);
            assertThat(site.whereabouts()).containsExactly("eth0 " + VIP);

            ProtectedVip.TIME.advance(Duration.ofSeconds(5));
            assertThat(vip.quickCheck().kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
            done(vip.recover());
            assertThat(site.whereabouts()).containsExactly("eth1 " + VIP);
        }
    }

    private void awaitHolder(InetAddress address, String name) {
        Eventually.within(
                Site.SOON,
                address.getHostAddress() + " is on " + name + " and nowhere else",
                () -> holders(address).equals(List.of(name)));
    }

    /** By the kernel's own word: the lab's table may hear of an address later than the kit's. */
    private List<String> holders(InetAddress address) {
        LinuxNetwork network = server.host().network();
        return network.dumpAddresses(PATIENCE).value().orElseThrow().stream()
                .filter(entry -> entry.address().equals(address))
                .map(entry -> network.askLink(entry.ifindex(), PATIENCE)
                        .value()
                        .map(Link::name)
                        .orElse("?"))
                .toList();
    }

    private ProtectedVip vip() {
        return new ProtectedVip(site, ProtectedVip.config(VIP));
    }

    private static void done(ActionResult result) {
        assertThat(result.kind()).as("result: %s", result).isEqualTo(ActionResult.Kind.DONE);
    }
}
