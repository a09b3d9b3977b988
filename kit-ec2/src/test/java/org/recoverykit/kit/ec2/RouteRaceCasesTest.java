package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.ec2fake.Deviation;
import org.recoverykit.ec2fake.Fault;
import org.recoverykit.ec2fake.Reads;
import org.recoverykit.ec2fake.Request;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.Ownership;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.TestCall;

/** The cases of docs/kits/ec2-cases.md in which EC2 changes or lags while the kit works. */
class RouteRaceCasesTest {
    private final Site site = new Site().withExample();

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void case15_anEntryThatIsDeletedMeanwhileNeedsNothing() throws Exception {
        site.ec2()
                .faults()
                .first(
                        1,
                        Request.with("RouteTableId", "rtb-b"),
                        Fault.meanwhile(() -> site.cloud().dropRoute("rtb-b", Site.ENTRY)));
        assertThat(site.restore(site.kit(site.routes()))).isInstanceOf(ActionResult.Done.class);
        assertThat(site.table("rtb-a")).contains("10.1.0.10/32 | eni-01234567");
        assertThat(site.table("rtb-b")).doesNotContain("10.1.0.10/32");
        assertThat(site.writes().stream().filter("ReplaceRoute"::equals)).hasSize(2);
    }

    @Test
    void case15_theSameWhereTheErrorHasAnotherName() throws Exception {
        site.ec2().deviate(Deviation.MISSING_ROUTE_NOT_FOUND);
        case15_anEntryThatIsDeletedMeanwhileNeedsNothing();
    }

    @Test
    void case15_anEntryThatAlwaysVanishesIsNotChasedForEver() throws Exception {
        site.ec2()
                .faults()
                .always(
                        Request.with("RouteTableId", "rtb-b"),
                        Fault.error(400, "InvalidParameterValue", "There is no route defined; use CreateRoute."));
        ActionResult result = site.restore(site.kit(site.routes()));
        assertThat(result).isInstanceOf(ActionResult.Failed.class);
        assertThat(result.reason()).contains("rtb-b").contains("InvalidParameterValue");
        assertThat(site.ec2().traffic().count(Request.with("RouteTableId", "rtb-b")))
                .isLessThanOrEqualTo(3);
    }

    @Test
    void case16_aTableThatIsDeletedMeanwhileNeedsNothing() throws Exception {
        site.ec2()
                .faults()
                .first(
                        1,
                        Request.with("RouteTableId", "rtb-b"),
                        Fault.meanwhile(() -> site.cloud().drop("rtb-b")));
        assertThat(site.restore(site.kit(site.routes()))).isInstanceOf(ActionResult.Done.class);
        assertThat(site.table("rtb-a")).contains("10.1.0.10/32 | eni-01234567");
    }

    @Test
    void case16_aTableThatAppearsMeanwhileIsChangedToo() throws Exception {
        site.ec2()
                .faults()
                .first(
                        1,
                        Request.with("RouteTableId", "rtb-b"),
                        Fault.afterwards(() -> site.cloud().table("rtb-c", Site.VPC, Route.to(Site.ENTRY, Site.PEER))));
        assertThat(site.restore(site.kit(site.routes()))).isInstanceOf(ActionResult.Done.class);
        assertThat(site.table("rtb-c")).contains("10.1.0.10/32 | eni-01234567");
    }

    @Test
    void case21_readsThatLagAreWaitedFor() throws Exception {
        site.cloud().reads(Reads.lagging(Duration.ofMillis(700)));
        assertThat(site.restore(site.kit(site.routes()))).isInstanceOf(ActionResult.Done.class);
        assertThat(site.writes().stream().filter("ReplaceRoute"::equals))
                .as("no table is changed twice because a read is late")
                .hasSize(2);
    }

    @Test
    void case21_readsThatLagTooLongAreAFailure() throws Exception {
        site.cloud().reads(Reads.lagging(Duration.ofMinutes(5)));
        ActionResult result = site.restore(site.kit(site.routes().verifyTimeout(Duration.ofSeconds(1))));
        assertThat(result).isInstanceOf(ActionResult.Failed.class);
        assertThat(result.reason()).contains("EC2 took the change of rtb-a and does not show it");
    }

    @Test
    void case21_aReadThatIsOldAgainAfterAGoodOneIsNotBelieved() throws Exception {
        site.cloud().reads(Reads.stale(read -> read == 3 || read == 4));
        RecoveryKit kit = site.kit(site.routes());
        assertThat(site.restore(kit)).isInstanceOf(ActionResult.Done.class);
        assertThat(site.ec2().traffic().count(Request.action("DescribeRouteTables")))
                .as("looks: before, right, wrong, right, right")
                .isGreaterThanOrEqualTo(4);
        assertThat(site.writes().stream().filter("ReplaceRoute"::equals)).hasSize(2);
    }

    @Test
    void case23_theLoserOfARaceSaysSoAndDoesNotPlayPingPong() throws Exception {
        try (Site peer = site.peer()) {
            RecoveryKit here = site.kit(site.routes().verifyTimeout(Duration.ofSeconds(1)));
            RecoveryKit there = peer.kit(peer.routes().verifyTimeout(Duration.ofSeconds(1)));
            site.ec2().faults().first(1, Request.with("RouteTableId", "rtb-b"), Fault.afterwards(() -> {
                site.cloud().route("rtb-a", Route.to(Site.ENTRY, Site.PEER));
                site.cloud().route("rtb-b", Route.to(Site.ENTRY, Site.PEER));
            }));
            assertThat(site.restore(here)).as("the loser").isInstanceOf(ActionResult.Failed.class);
            assertThat(peer.restore(there)).as("the winner").isInstanceOf(ActionResult.Done.class);
            assertThat(site.writes().stream().filter("ReplaceRoute"::equals))
                    .as("each table once")
                    .hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void case23_whoNoLongerOwnsTheAddressWritesNothing() throws Exception {
        TestCall call = site.call().owning(new Lost());
        assertThat(site.kit(site.routes()).restore(call)).isInstanceOf(ActionResult.Failed.class);
        assertThat(site.writes()).isEmpty();
    }

    @Test
    void case23_aStandbysChecksWriteNothing() throws Exception {
        RecoveryKit standby = site.kit(site.routes());
        for (int i = 0; i < 3; i++) {
            assertThat(site.check(standby)).isInstanceOf(CheckResult.Unhealthy.class);
            assertThat(standby.deepCheck(site.call())).isInstanceOf(CheckResult.Unhealthy.class);
        }
        assertThat(site.remove(standby)).isInstanceOf(ActionResult.Done.class);
        assertThat(site.writes()).isEmpty();
        assertThat(site.table("rtb-a")).contains("10.1.0.10/32 | eni-89abcdef");
    }

    @Test
    void case24_fiftyAddressesAndTwoInOneTableAtATime() throws Exception {
        IntStream.range(0, 50).forEach(i -> site.cloud().route("rtb-b", Route.to(vip(i) + "/32", Site.PEER)));
        List<RecoveryKit> kits = IntStream.range(0, 50)
                .mapToObj(i -> site.kit(site.routes().address(vip(i)), site.context("vip-" + i)))
                .toList();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Future<ActionResult>> results = new ArrayList<>();
            for (RecoveryKit kit : kits) {
                results.add(pool.submit(() -> kit.restore(site.call(Duration.ofSeconds(60)))));
            }
            for (Future<ActionResult> result : results) {
                assertThat(result.get()).isInstanceOf(ActionResult.Done.class);
            }
        } finally {
            pool.shutdownNow();
        }
        IntStream.range(0, 50).forEach(i -> assertThat(site.table("rtb-b")).contains(vip(i) + "/32 | eni-01234567\n"));
        assertThat(site.table("rtb-b")).as("an address nobody here protects").contains("10.1.0.20/32 | eni-89abcdef");
    }

    @Test
    void whatIsOnItsWayWhenAnActionIsInterruptedIsWaitedForByTheNext() throws Exception {
        site.ec2().faults().first(1, Request.action("ReplaceRoute"), Fault.slow(Duration.ofMillis(1500)));
        RecoveryKit kit = site.kit(site.routes().onRemove(OnRemove.LEAVE).routeTables("rtb-a"));
        ActionResult cut = kit.restore(site.call(Duration.ofMillis(900)));
        assertThat(cut).as("restore that ran out of time").isInstanceOf(ActionResult.Indeterminate.class);
        ActionResult removed = kit.remove(site.call(Duration.ofMillis(400)));
        assertThat(removed).as("remove while the change is on its way").isInstanceOf(ActionResult.Indeterminate.class);
        assertThat(kit.remove(site.call())).as("remove that waits for it").isInstanceOf(ActionResult.Done.class);
        assertThat(site.table("rtb-a")).contains("10.1.0.10/32 | eni-01234567");
    }

    private static String vip(int i) {
        return "10.1.7." + i;
    }

    private static final class Lost implements Ownership {
        @Override
        public long epoch() {
            return 1;
        }

        @Override
        public boolean valid() {
            return false;
        }

        @Override
        public Duration remaining() {
            return Duration.ZERO;
        }
    }
}
