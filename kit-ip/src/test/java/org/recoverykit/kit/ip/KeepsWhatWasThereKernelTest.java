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

/** Moves keep what the address had, and what named it; a remove leaves nothing behind. */
@KernelTest
class KeepsWhatWasThereKernelTest {
    private final Site site = new Site().withFixedAddresses();
    private final ProtectedVip vip =
            new ProtectedVip(site, TestSettings.of("10.0.0.50/24").config());

    @AfterEach
    void tearDown() {
        vip.close();
        site.close();
    }

    /** Line 14 of the edge cases. */
    @Test
    void line14_aMoveKeepsPrefixLabelScopeFlagsBroadcastAndLifetimes() throws Exception {
        site.server()
                .ip("addr add 10.0.0.50/24 dev eth0 label eth0:db brd 10.0.0.255 valid_lft 600 preferred_lft 300"
                        + " noprefixroute");
        seesIt();

        move();

        assertThat(entry())
                .contains("eth1", "brd 10.0.0.255", "eth1:db", "noprefixroute")
                .doesNotContain("eth0");
        // The kit's clock stands still here, so nothing is taken off; nor may anything be added.
        assertThat(lifetime(entry(), "valid_lft")).isBetween(560L, 600L);
        assertThat(lifetime(entry(), "preferred_lft")).isBetween(260L, 300L);
    }

    @Test
    void line14_soDoesPuttingBackWhatSomebodyDeleted() throws Exception {
        // One subnet has one scope, so it is another subnet than the fixed address's.
        site.server().ip("addr add 10.0.0.50/25 dev eth0 label eth0:db scope link noprefixroute");
        try (ProtectedVip other =
                new ProtectedVip(site, TestSettings.of("10.0.0.50/25").config())) {
            Eventually.within(
                    Site.SOON, "the kit sees it", () -> other.quickCheck().equals(CheckResult.healthy()));
            String before = entry();

            site.server().ip("addr del 10.0.0.50/25 dev eth0");
            done(other.seeing(FailureScope.RETRY_HERE).recover());

            assertThat(entry()).contains("scope link", "noprefixroute", "eth0:db");
            // iproute2 prints an address's protocol in hexadecimal since some version between 6.1 and 6.15.
            assertThat(entry().replaceFirst("proto (77|0x4d) ", "")).isEqualTo(before);
        }
    }

    /** Line 14: rules that send the address elsewhere, and routes that it is the source of. */
    @Test
    void line14_policyRoutesAndSourceRoutesThatNameItGoWithIt() throws Exception {
        done(vip.restore());
        site.server().ip("rule add from 10.0.0.50 table 100 priority 1000");
        site.server().ip("route add default via 10.0.0.99 dev eth0 table 100");
        site.server().ip("route add 192.168.7.0/24 via 10.0.0.99 dev eth0 src 10.0.0.50");
        site.server().ip("route add 192.168.8.0/24 via 10.0.0.99 dev eth0");
        ProtectedVip.TIME.advance(Duration.ofSeconds(2));
        vip.kit().deepCheck(ProtectedVip.call());

        move();

        assertThat(site.server().ip("route show table 100")).contains("default via 10.0.0.99 dev eth1");
        assertThat(site.server().ip("route show 192.168.7.0/24")).contains("dev eth1", "src 10.0.0.50");
        assertThat(site.server().ip("route show 192.168.8.0/24"))
                .as("it names the interface, not the address")
                .contains("dev eth0");
        assertThat(site.server().ip("rule show")).contains("from 10.0.0.50 lookup 100");
        assertThat(site.answersAfar()).as("replies leave by table 100").isTrue();

        site.server().ip("addr del 10.0.0.50/24 dev eth1");
        assertThat(site.server().ip("route show 192.168.7.0/24"))
                .as("the kernel drops it with the address")
                .isEmpty();
        done(vip.seeing(FailureScope.RETRY_HERE).recover());
        assertThat(site.server().ip("route show 192.168.7.0/24")).contains("dev eth1", "src 10.0.0.50");
    }

    /** Line 15 of the edge cases. */
    @Test
    void line15_noLocalRouteAndNoStaleNeighbourIsLeftAfterRemove() throws Exception {
        for (String name : List.of("eth0", "eth1")) {
            site.server().ip("neigh replace 10.0.0.50 lladdr 02:00:00:00:00:07 dev " + name + " nud stale");
        }
        String before = site.server().ip("-4 route show table all");
        done(vip.restore());
        move();
        site.mend(0);
        done(vip.remove());

        assertThat(site.server().ip("neigh show")).doesNotContain("10.0.0.50");
        assertThat(site.server().ip("-4 route show table all").lines().sorted())
                .isEqualTo(before.lines().sorted().toList());
    }

    /** Line 3 of the edge cases, row 76: somebody deletes the first address of the subnet, and the kernel all others. */
    @Test
    void line03_row76_anAddressThatWentWithTheSubnetsFirstIsBackWithoutAMove() throws Exception {
        done(vip.restore());
        // Whoever sets this back, a network manager say, makes the kernel delete all others of the subnet with the
        // first.
        site.server().sysctl("eth0/promote_secondaries", 0);
        site.server().ip("addr del 10.0.0.11/24 dev eth0");
        Eventually.within(
                Site.SOON, "the address went, too", () -> site.whereabouts().isEmpty());

        assertThat(vip.seeing(FailureScope.RETRY_HERE).recover()).isEqualTo(ActionResult.done("on eth0"));

        assertThat(site.whereabouts()).containsExactly("eth0 10.0.0.50/24");
        assertThat(site.answers()).isTrue();
    }

    /** Line 16 of the edge cases. */
    @Test
    void line16_onBothInterfacesAtOnceItIsFoundAndConvergesToOne() throws Exception {
        done(vip.restore());
        site.server().ip("addr add 10.0.0.50/24 dev eth1");

        assertThat(vip.seeing(FailureScope.RETRY_HERE).quickCheck().reason())
                .contains("10.0.0.50/24 on eth0 and 10.0.0.50/24 on eth1");
        done(vip.recover());

        assertThat(site.whereabouts()).containsExactly("eth0 10.0.0.50/24");
        assertThat(site.answers()).isTrue();
    }

    /** Line 18 of the edge cases. */
    @Test
    void line18_whatIsThereAlreadyOrGoneAlreadyIsSuccess() throws Exception {
        site.server().ip("addr add 10.0.0.50/24 dev eth0");
        done(vip.restore());
        site.server().ip("addr del 10.0.0.50/24 dev eth0");
        done(vip.remove());
        done(vip.remove());
        assertThat(site.whereabouts()).isEmpty();
    }

    /** Lines 11 and 12 of the edge cases: the kernel and what was verified count, not what was planned. */
    @Test
    void line11_line12_afterACrashBetweenTheTwoHalvesOfAMoveTheKernelTellsWhereItIs() throws Exception {
        done(vip.restore());
        String noted = vip.context().notes().get("information").orElseThrow();
        vip.close();
        site.server().ip("addr del 10.0.0.50/24 dev eth0");
        site.server().ip("addr add 10.0.0.50/24 dev eth1");
        try (ProtectedVip next = vip.afterRestart()) {
            assertThat(next.context().notes().get("information"))
                    .as("a swap is noted after it was verified")
                    .hasValue(noted);
            done(next.restore());
            assertThat(site.whereabouts()).hasSize(1);
            assertThat(next.quickCheck()).isEqualTo(CheckResult.healthy());
            assertThat(site.answers()).isTrue();
        }
    }

    private void seesIt() throws InterruptedException {
        Eventually.within(Site.SOON, "the kit sees it", () -> vip.quickCheck().equals(CheckResult.healthy()));
    }

    private void move() throws InterruptedException {
        site.cut(0);
        done(vip.seeing(FailureScope.RETRY_HERE).recover());
        assertThat(site.whereabouts()).containsExactly("eth1 10.0.0.50/24");
    }

    /** The address as the kernel shows it, on one line. */
    private String entry() {
        return site.server()
                .ip("-4 -o addr show")
                .lines()
                .filter(line -> line.contains(" 10.0.0.50/"))
                .map(line -> line.replaceAll("^[0-9]+: |\\\\", "")
                        .replaceAll("\\s+", " ")
                        .strip())
                .findFirst()
                .orElse("");
    }

    private static long lifetime(String entry, String which) {
        String rest = entry.substring(entry.indexOf(which) + which.length() + 1);
        return Long.parseLong(rest.substring(0, rest.indexOf("sec")));
    }

    private static void done(ActionResult result) {
        assertThat(result.kind()).as("result: %s", result).isEqualTo(ActionResult.Kind.DONE);
    }
}
