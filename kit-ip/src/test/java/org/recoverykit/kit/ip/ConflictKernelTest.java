package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.kit.ip.ConflictSettings.Found;
import org.recoverykit.kit.ip.ConflictSettings.Rival;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.testkit.Eventually;

/** Two that have one address: before it is brought up, and after. Names tell the line of the guide's lists. */
@KernelTest
class ConflictKernelTest {
    private static final String VIP = Site.VIP;
    private static final int CLAIMS = 20;
    /** One of each form. */
    private static final int FRAMES_OF_AN_ARRIVAL = 2;

    private final Site site = new Site().withFixedAddresses();
    private final Station other = site.station("other");

    @AfterEach
    void tearDown() {
        site.close();
    }

    @Test
    void peers10_d79_whatSomebodyElseHasIsNotBroughtUpAndTheOwnerIsNamed() throws Exception {
        other.with(VIP + "/24");
        try (ProtectedVip vip = new ProtectedVip(site, patient(Found.REFUSE))) {
            ActionResult refused = vip.restore();

            assertThat(refused).isInstanceOf(ActionResult.Failed.class);
            assertThat(refused.reason())
                    .contains(VIP + " is in use by " + other.mac())
                    .contains("eth0");
            assertThat(site.whereabouts()).as("nothing was added").isEmpty();

            other.without(VIP, 24);
            assertThat(vip.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
        }
    }

    @Test
    void d79_byForceItIsBroughtUpAllTheSame() throws Exception {
        other.with(VIP + "/24");
        IpConfig force = patient(Found.FORCE);
        try (ProtectedVip vip = new ProtectedVip(site, force)) {
            assertThat(vip.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(site.whereabouts()).containsExactly("eth0 10.0.0.50/24");
        }
    }

    @Test
    void twoThatAskAtTheSameTimeSeeEachOther() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        var asking = other.host().place().fork("asking", () -> {
            while (!stop.get()) {
                other.send(ArpFrame.probe(other.mac(), Station.ip(VIP)));
                Thread.onSpinWait();
            }
        });
        try (ProtectedVip vip = new ProtectedVip(site, patient(Found.REFUSE))) {
            assertThat(vip.restore().reason()).contains(other.mac().toString());
        } finally {
            stop.set(true);
            asking.join();
        }
    }

    @Test
    void peers09_ourOwnOtherInterfaceIsNoStranger() throws Exception {
        // Linux answers by eth1 for what it is asked about eth0, and the address is on eth1 already
        site.server().ip("addr add 10.0.0.50/24 dev eth1");
        ProtectedVip any = new ProtectedVip(site, ProtectedVip.config("10.0.0.77/24"));
        try (any) {
            Link eth0 = site.server().host().network().view().link("eth0").orElseThrow();
            ConflictProbe probe = new ConflictProbe(
                    site.server().host().network(),
                    Station.ip(VIP),
                    new ConflictSettings(2, Duration.ofMillis(500), Found.REFUSE, Rival.KEEP));

            assertThat(probe.ask(eth0, new Budget(ProtectedVip.call()))).isEqualTo(new ConflictProbe.Finding.Free());

            other.with(VIP + "/24");
            assertThat(probe.ask(eth0, new Budget(ProtectedVip.call())))
                    .isEqualTo(new ConflictProbe.Finding.Taken(other.mac()));
        }
    }

    @Test
    void d80_aRivalIsAnsweredOnceInTenSecondsHoweverOftenHeClaims() throws Exception {
        IpConfig onceAnnounced =
                TestSettings.of(VIP + "/24").announce(List.of(Duration.ZERO)).config();
        try (ProtectedVip vip = new ProtectedVip(site, onceAnnounced)) {
            assertThat(vip.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            Station listener = site.station("listener").listening(VIP);
            long before = listener.heardFrom(site.macOf("eth0"));

            claimOften();
            Eventually.within(Site.SOON, "the rival is reported", () -> isReported(vip));
            awaitClaims(listener, CLAIMS);
            assertThat(listener.heardFrom(site.macOf("eth0")) - before)
                    .as("answers to %s claims within ten seconds", CLAIMS)
                    .isEqualTo(1);

            int steps = (int) RivalWatch.DEFEND_INTERVAL.dividedBy(RivalWatch.ASK_INTERVAL);
            for (int i = 1; i <= steps; i++) {
                ProtectedVip.TIME.advance(RivalWatch.ASK_INTERVAL);
                other.claim(VIP);
                awaitClaims(listener, CLAIMS + i);
            }
            Eventually.within(
                    Site.SOON,
                    "it is answered once more after ten seconds",
                    () -> listener.heardFrom(site.macOf("eth0")) - before
                            == 2 + FRAMES_OF_AN_ARRIVAL * timesFoundGone(vip));
            assertThat(vip.quickCheck().kind())
                    .as("by default the address is kept, and reported")
                    .isEqualTo(CheckResult.Kind.HEALTHY);
            assertThat(vip.quickCheck().reason()).contains("claimed by " + other.mac());

            long told = listener.heardFrom(site.macOf("eth0"));
            long gone = timesFoundGone(vip);
            Eventually.within(Site.SOON, "he is found gone once he is silent", () -> {
                ProtectedVip.TIME.advance(RivalWatch.ASK_INTERVAL);
                return timesFoundGone(vip) > gone;
            });
            Eventually.within(
                    Site.SOON,
                    "and the network is told as after an arrival",
                    () -> listener.heardFrom(site.macOf("eth0")) - told == FRAMES_OF_AN_ARRIVAL);
        }
    }

    @Test
    void d80_whoYieldsHandsTheHierarchyToAnotherNode() throws Exception {
        IpConfig yielding = TestSettings.of(VIP + "/24")
                .conflict(new ConflictSettings(2, Duration.ofMillis(5), Found.REFUSE, Rival.YIELD))
                .config();
        try (ProtectedVip vip = new ProtectedVip(site, yielding)) {
            assertThat(vip.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            claimOften();
            vip.seeing(FailureScope.TRY_ELSEWHERE);
            assertThat(vip.quickCheck().reason()).contains(other.mac().toString());
        }
    }

    @Test
    void peers08_whenTheRivalIsGoneTheNetworkIsToldAtOnce() throws Exception {
        try (ProtectedVip vip = new ProtectedVip(site, ProtectedVip.config(VIP + "/24"))) {
            assertThat(vip.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(site.answers()).isTrue();
            other.with(VIP + "/24");
            claimOften();
            Eventually.within(Site.SOON, "the rival is reported", () -> isReported(vip));
            AtomicInteger answers = new AtomicInteger();
            site.server()
                    .host()
                    .network()
                    .watchArp(
                            site.server().host().ifindex("eth0"),
                            Station.ip(VIP),
                            f -> answers.incrementAndGet(),
                            Site.SOON);
            for (int i = 0; i < 2; i++) {
                int before = answers.get();
                ProtectedVip.TIME.advance(RivalWatch.ASK_INTERVAL);
                Eventually.within(Site.SOON, "he answers while he is there", () -> answers.get() > before);
            }
            assertThat(vip.context().suspects()).doesNotContain("nobody else claims " + VIP + " any more");
            other.claim(VIP);
            Eventually.within(
                    Site.SOON,
                    "the client believes the rival",
                    () -> site.learnt().filter(other.mac().toString()::equals).isPresent());

            other.without(VIP, 24);
            Eventually.within(Site.SOON, "he is found gone", () -> {
                ProtectedVip.TIME.advance(RivalWatch.ASK_INTERVAL);
                return vip.context().suspects().contains("nobody else claims " + VIP + " any more");
            });
            Eventually.within(
                    Site.SOON,
                    "the client is told",
                    () -> site.learnt().filter(site.mac("eth0")::equals).isPresent());
            assertThat(vip.quickCheck()).as("nothing is reported any more").isEqualTo(CheckResult.healthy());
        }
    }

    @Test
    void aRivalIsNoNewsOnceTheAddressIsOutHere() throws Exception {
        try (ProtectedVip vip = new ProtectedVip(site, ProtectedVip.config(VIP + "/24"))) {
            assertThat(vip.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(vip.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
            Station listener = site.station("listener").listening(VIP);

            claimOften();

            awaitClaims(listener, CLAIMS);
            assertThat(listener.heardFrom(site.macOf("eth0"))).as("answers").isZero();
            assertThat(isReported(vip)).isFalse();
        }
    }

    /** An answer ends the wait; on a busy machine it may take its time. */
    private static IpConfig patient(Found found) {
        return TestSettings.of(VIP + "/24")
                .conflict(new ConflictSettings(2, Duration.ofMillis(500), found, Rival.KEEP))
                .config();
    }

    private void claimOften() {
        for (int i = 0; i < CLAIMS; i++) {
            other.claim(VIP);
        }
    }

    private void awaitClaims(Station listener, int claims) {
        Eventually.within(Site.SOON, claims + " claims are heard", () -> listener.heardFrom(other.mac()) >= claims);
    }

    /** On a busy machine three of his frames in a row may come too late; then the address is announced as after an arrival. */
    private static long timesFoundGone(ProtectedVip vip) {
        return vip.context().suspects().stream()
                .filter(text -> text.startsWith("nobody else claims"))
                .count();
    }

    private static boolean isReported(ProtectedVip vip) {
        return vip.context().suspects().stream().anyMatch(text -> text.contains("is claimed by"));
    }
}
