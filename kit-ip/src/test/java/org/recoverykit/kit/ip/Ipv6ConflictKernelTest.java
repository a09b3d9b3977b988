package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.kit.ip.ConflictSettings.Found;
import org.recoverykit.kit.ip.ConflictSettings.Rival;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.lab.Host;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.testkit.Eventually;

/** A rival for an IPv6 address that comes later: peers 4a line 8, catalogue row 80. */
@KernelTest
class Ipv6ConflictKernelTest {
    private static final String VIP = Plan.IPV6.vip();
    private static final Inet6Address ADDRESS = (Inet6Address) Host.ip(VIP);
    private static final int CLAIMS = 20;

    private final Site site = new Site(Plan.IPV6).withFixedAddresses();
    private final Station other = site.station("other");

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void d80_aRivalIsAnsweredOnceInTenSecondsAndReported() throws Exception {
        try (ProtectedVip vip = inService(Rival.KEEP);
                Overheard heard = Overheard.at(site.client(), "eth0")) {
            claimOften();
            Eventually.within(Site.SOON, "the rival is reported", () -> isReported(vip));
            Eventually.within(Site.SOON, "he is answered", () -> answers(heard) == 1);
            claimOften();
            Eventually.within(Site.SOON, "the claims passed", () -> claims(heard) == 2 * CLAIMS);
            assertThat(answers(heard)).as("answers within ten seconds").isEqualTo(1);

            ProtectedVip.TIME.advance(RivalWatch.DEFEND_INTERVAL);
            claimOften();
            Eventually.within(
                    Site.SOON,
                    "he is answered once more after ten seconds",
                    () -> answers(heard) == 2 + timesFoundGone(vip));
            assertThat(vip.quickCheck().kind())
                    .as("by default the address is kept, and reported")
                    .isEqualTo(CheckResult.Kind.HEALTHY);
            assertThat(vip.quickCheck().reason()).contains(VIP + " is claimed by " + other.mac());
        }
    }

    @Test
    void d80_whoYieldsHandsTheHierarchyToAnotherNode() throws Exception {
        try (ProtectedVip vip = inService(Rival.YIELD)) {
            claimOften();
            vip.seeing(FailureScope.TRY_ELSEWHERE);
            assertThat(vip.quickCheck().reason()).contains(other.mac().toString());
        }
    }

    @Test
    void peers08_whenTheRivalIsGoneTheNetworkIsToldAtOnceAndNoClientBelievedHisAnswers() throws Exception {
        try (ProtectedVip vip = inService(Rival.KEEP)) {
            assertThat(site.answers()).isTrue();
            claimOften();
            Eventually.within(Site.SOON, "the rival is reported", () -> isReported(vip));
            site.client().ip("neigh replace " + VIP + " lladdr " + other.mac() + " dev eth0 nud reachable");

            Eventually.within(Site.SOON, "he is found gone", () -> {
                ProtectedVip.TIME.advance(RivalWatch.ASK_INTERVAL);
                return timesFoundGone(vip) > 0;
            });

            Eventually.within(
                    Site.SOON,
                    "the client is told",
                    () -> site.learnt().filter(site.mac("eth0")::equals).isPresent());
            assertThat(vip.quickCheck()).as("nothing is reported any more").isEqualTo(CheckResult.healthy());
        }
    }

    @Test
    void aRivalThatIsStillThereAnswersUsAloneAndIsNotCalledGone() throws Exception {
        try (ProtectedVip vip = inService(Rival.KEEP);
                Overheard heard = Overheard.at(site.client(), "eth0")) {
            other.host()
                    .place()
                    .call(() -> Machine.run(
                            List.of("ip", "addr", "add", Plan.IPV6.protectedAddress(), "dev", "eth0", "nodad")));
            claimOften();
            Eventually.within(Site.SOON, "the rival is reported", () -> isReported(vip));
            long before = claims(heard);
            AtomicInteger answered = new AtomicInteger();
            LinuxNetwork kits = site.server().call(LinuxNetwork::shared);
            Overheard asked = Overheard.at(new Machine(other.host()), "eth0");
            try (asked;
                    kits) {
                // After the kit's own listener, on the same thread: what is counted here the kit has heard.
                assertThat(kits.watchNd(
                                        site.server().host().ifindex("eth0"),
                                        ADDRESS,
                                        frame -> answered.addAndGet(isFrom(frame, other.mac()) ? 1 : 0),
                                        Site.SOON)
                                .value())
                        .isPresent();
                for (int i = 1; i <= 5; i++) {
                    int times = i;
                    int soFar = answered.get();
                    ProtectedVip.TIME.advance(RivalWatch.ASK_INTERVAL);
                    Eventually.within(Site.SOON, "he is asked", () -> questions(asked) >= times);
                    Eventually.within(Site.SOON, "the kit hears his answer", () -> answered.get() > soFar);
                }
            }
            assertThat(timesFoundGone(vip)).isZero();
            assertThat(claims(heard)).as("his answers to all").isEqualTo(before);
        }
    }

    @Test
    void d80_whoOnlyAsksIsAnsweredByTheKernelAndGivesWay() throws Exception {
        try (ProtectedVip vip = inService(Rival.KEEP)) {
            Machine wisher = new Machine(other.host());
            wisher.ip("addr add " + Plan.IPV6.protectedAddress() + " dev eth0");
            Eventually.within(
                    Site.SOON,
                    "his duplicate address detection fails",
                    () -> wisher.ip("-6 addr show dev eth0").contains("dadfailed"));
            assertThat(vip.quickCheck()).isEqualTo(CheckResult.healthy());
            assertThat(isReported(vip)).isFalse();
            assertThat(site.answers()).isTrue();
        }
    }

    @Test
    void aRivalIsNoNewsOnceTheAddressIsOutHere() throws Exception {
        try (ProtectedVip vip = inService(Rival.KEEP);
                Overheard heard = Overheard.at(site.client(), "eth0")) {
            assertThat(vip.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
            claimOften();
            Eventually.within(Site.SOON, "the claims passed", () -> claims(heard) == CLAIMS);
            assertThat(answers(heard)).isZero();
            assertThat(isReported(vip)).isFalse();
        }
    }

    private ProtectedVip inService(Rival rival) throws Exception {
        ProtectedVip vip = new ProtectedVip(
                site,
                TestSettings.of(Plan.IPV6.protectedAddress())
                        .announce(List.of(Duration.ZERO))
                        .conflict(new ConflictSettings(2, Duration.ofMillis(5), Found.REFUSE, rival))
                        .config());
        assertThat(vip.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
        return vip;
    }

    private void claimOften() {
        for (int i = 0; i < CLAIMS; i++) {
            other.host()
                    .network()
                    .nd()
                    .send(other.host().ifindex("eth0"), NdFrame.announcement(other.mac(), ADDRESS, NdFrame.Role.HOST));
        }
    }

    private long claims(Overheard heard) {
        return heard.announcements(VIP).stream()
                .filter(frame -> frame.sender().equals(other.mac()))
                .count();
    }

    private long answers(Overheard heard) {
        return heard.announcements(VIP).stream()
                .filter(frame -> frame.sender().equals(site.macOf("eth0")))
                .count();
    }

    private static boolean isFrom(NdFrame frame, MacAddress sender) {
        return frame instanceof NdFrame.Advertisement && frame.sender().equals(sender);
    }

    private static long questions(Overheard heard) {
        return heard.about(VIP).stream()
                .filter(frame ->
                        frame instanceof NdFrame.Solicitation && !frame.source().isAnyLocalAddress())
                .count();
    }

    /** On a busy machine three of his frames in a row may come too late; then the address is announced once more. */
    private static long timesFoundGone(ProtectedVip vip) {
        return vip.context().suspects().stream()
                .filter(text -> text.startsWith("nobody else claims"))
                .count();
    }

    private static boolean isReported(ProtectedVip vip) {
        return vip.context().suspects().stream().anyMatch(text -> text.contains("is claimed by"));
    }
}
