package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.ManualTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** What quick checks of many addresses cost together, on a clock that is turned by hand. */
class SharedChecksTest {
    private static final Duration INTERVAL = Duration.ofSeconds(10);
    private static final int ADDRESSES = 50;

    private final Site site = new Site();
    private final ManualTime time = new ManualTime();
    private final Counting api = new Counting(new CloudApi(site.cloud()));
    private final List<RecoveryKit> kits = new ArrayList<>();

    @AfterEach
    void close() {
        kits.forEach(RecoveryKit::close);
        site.close();
    }

    @Test
    void fiftyAddressesShareOneCallInEachInterval() throws Exception {
        protectFifty();
        checkAll(CheckResult.Kind.HEALTHY);
        api.calls.clear();
        int rounds = 60;
        for (int round = 0; round < rounds; round++) {
            time.advance(INTERVAL);
            checkAll(CheckResult.Kind.HEALTHY);
        }
        // A turn for what nobody is waiting for runs beside the checks, so it is counted over all intervals.
        assertThat(api.calls).as("calls in %s intervals", rounds).hasSizeLessThanOrEqualTo(rounds);
        assertThat(api.calls).contains("DescribeRouteTables", "DescribeNetworkInterfaces");
        assertThat(api.calls.stream().filter("DescribeRouteTables"::equals).count())
                .as("route tables are looked at in most intervals")
                .isGreaterThan(rounds / 2);
    }

    @Test
    void aStolenRouteIsSeenWithinTwoIntervals() throws Exception {
        protectFifty();
        checkAll(CheckResult.Kind.HEALTHY);
        site.cloud().route("rtb-a", Route.to("10.1.0.7/32", Site.PEER));
        for (int turn = 0; turn < 3; turn++) {
            time.advance(INTERVAL);
            kits.get(0).quickCheck(call());
        }
        assertThat(kits.get(7).quickCheck(call()).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
        assertThat(kits.get(8).quickCheck(call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
    }

    @Test
    void aTroubleIsSharedAsWell() throws Exception {
        protectFifty();
        checkAll(CheckResult.Kind.HEALTHY);
        api.broken = true;
        time.advance(INTERVAL.multipliedBy(2));
        api.calls.clear();
        checkAll(CheckResult.Kind.UNKNOWN);
        assertThat(api.calls).as("one call tells all fifty").hasSize(1);
        api.broken = false;
        time.advance(INTERVAL.multipliedBy(2));
        checkAll(CheckResult.Kind.HEALTHY);
    }

    @Test
    void aDeepCheckReadsAnew() throws Exception {
        protectFifty();
        checkAll(CheckResult.Kind.HEALTHY);
        site.cloud().route("rtb-a", Route.to("10.1.0.7/32", Site.PEER));
        assertThat(kits.get(7).deepCheck(call()).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
        assertThat(kits.get(7).quickCheck(call()).kind())
                .as("and quick checks know what it saw")
                .isEqualTo(CheckResult.Kind.UNHEALTHY);
    }

    private void protectFifty() {
        site.cloud().table("rtb-a", Site.VPC, Route.local("10.0.0.0/16"));
        site.cloud().eni(site.cloud().world().eni(Site.OWN).orElseThrow().checking(false));
        Ec2Host host = null;
        for (int i = 0; i < ADDRESSES; i++) {
            site.cloud().route("rtb-a", Route.to("10.1.0." + i + "/32", Site.OWN));
            Ec2Config config = site.routes()
                    .vpc(Site.VPC)
                    .address("10.1.0." + i)
                    .checkInterval(INTERVAL)
                    .config();
            host = host == null
                    ? Ec2Host.over(api, new Imds("http://127.0.0.1:9", INTERVAL)::facts, config.reach(), time)
                    : host.shared();
            kits.add(Ec2KitProvider.create(config, new TestContext("vip-" + i, time, Path.of("unused")), host));
        }
    }

    private void checkAll(CheckResult.Kind expected) throws InterruptedException {
        for (RecoveryKit kit : kits) {
            CheckResult result = kit.quickCheck(call());
            assertThat(result.kind()).as("%s", result).isEqualTo(expected);
        }
    }

    private TestCall call() {
        return TestCall.within(Duration.ofSeconds(30), time);
    }

    /** Counts reads, and fails them on demand. */
    private static final class Counting implements Ec2Api {
        private final Ec2Api behind;
        private final List<String> calls = new CopyOnWriteArrayList<>();
        private volatile boolean broken;

        Counting(Ec2Api behind) {
            this.behind = behind;
        }

        @Override
        public Answer<Boolean> prepare() {
            return behind.prepare();
        }

        @Override
        public Answer<List<RouteTable>> routeTables(String vpc) {
            return count("DescribeRouteTables", behind.routeTables(vpc));
        }

        @Override
        public Answer<List<Eni>> interfaces(Collection<String> ids) {
            return count("DescribeNetworkInterfaces", behind.interfaces(ids));
        }

        @Override
        public Answer<List<ElasticAddress>> addresses() {
            return count("DescribeAddresses", behind.addresses());
        }

        @Override
        public Answer<Change> make(Change change) {
            return behind.make(change);
        }

        @Override
        public Answer<Change> rehearse(Change change) {
            return behind.rehearse(change);
        }

        @Override
        public void close() {
            behind.close();
        }

        private <T> Answer<T> count(String action, Answer<T> answer) {
            calls.add(action);
            return broken ? Answer.trouble(Trouble.of(action, 503, "RequestLimitExceeded", "")) : answer;
        }
    }
}
