package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.ec2fake.Fault;
import org.recoverykit.ec2fake.Request;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.engine.Policy;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.RecoveryKit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What protection costs in calls to the API, and what a takeover costs in calls and time. */
class CostTest {
    private static final Logger LOG = LoggerFactory.getLogger(CostTest.class);
    private static final int MINUTES = 5;
    /** What a call to EC2 takes within a region, about. */
    private static final Duration LATENCY = Duration.ofMillis(20);

    @TempDir
    private Path directory;

    @Test
    void quickChecksOfFiftyAddressesInTwentyTablesCostOneCallAnInterval() throws Exception {
        Policy quickOnly = Policy.DEFAULT.withIntervals(Duration.ofSeconds(10), Duration.ofHours(24));
        double perMinute = steady("quick checks", quickOnly);
        double oneAnInterval = 6.0 + 1.0 / MINUTES;
        assertThat(perMinute).as("calls a minute").isLessThanOrEqualTo(oneAnInterval);
    }

    @Test
    void deepChecksReadFreshAndCostTwoCallsEachAtMost() throws Exception {
        double perMinute = steady("quick and deep checks", Policy.DEFAULT);
        assertThat(perMinute).as("calls a minute").isLessThanOrEqualTo(6.0 + 2.2 * EngineStand.ADDRESSES);
    }

    private double steady(String what, Policy policy) throws Exception {
        try (EngineStand stand = new EngineStand(directory, policy)) {
            stand.takeOver();
            LOG.info("takeover addresses=50 tables=20 entries=250 calls={}", calls(stand));
            stand.pass(Duration.ofMinutes(1));
            stand.ec2.traffic().clear();
            int before = stand.checks();
            stand.pass(Duration.ofMinutes(MINUTES));
            int all = stand.ec2.traffic().all().size();
            double perMinute = (double) all / MINUTES;
            LOG.info(
                    "steady what=\"{}\" checks-a-minute={} calls-a-minute={} of={}",
                    what,
                    (stand.checks() - before) / MINUTES,
                    perMinute,
                    calls(stand));
            assertThat(stand.ec2.traffic().writes()).as("writes").isEmpty();
            return perMinute;
        }
    }

    private static Map<String, Long> calls(EngineStand stand) {
        return stand.ec2.traffic().all().stream()
                .collect(Collectors.groupingBy(Request::action, Collectors.counting()));
    }

    @Test
    void aTakeoverOfManyTablesIsFasterThanOneTableAfterTheOther() throws Exception {
        for (int tables : new int[] {1, 8, 100}) {
            Took beside = takeover(tables, 4);
            Took sequential = takeover(tables, 1);
            LOG.info("takeover tables={} four-at-a-time={} one-at-a-time={}", tables, beside, sequential);
            assertThat(beside.writes()).as("one write a table, and the check").isEqualTo(tables + 1);
            if (tables == 100) {
                assertThat(beside.time()).as("four at a time").isLessThan(sequential.time());
            }
        }
    }

    private record Took(int reads, int writes, Duration time) {
        @Override
        public String toString() {
            return time.toMillis() + " ms (" + reads + " reads, " + writes + " writes)";
        }
    }

    private Took takeover(int tables, int parallelism) throws Exception {
        try (FaultStand stand = new FaultStand(directory)) {
            stand.cloud.drop("rtb-a");
            stand.cloud.drop("rtb-b");
            for (int i = 0; i < tables; i++) {
                stand.cloud.table(
                        "rtb-0" + i,
                        FaultStand.VPC,
                        Route.to(FaultStand.VIP, FaultStand.PEER),
                        Route.local("10.0.0.0/16"));
            }
            RecoveryKit kit = stand.warm(FaultStand.routes(
                    "10.1.0.10",
                    FaultStand.OWN,
                    Optional.of(FaultStand.VPC),
                    FaultStand.withParallelism(stand.api(), parallelism)));
            stand.ec2.faults().always(Request.any(), Fault.slow(LATENCY));
            long began = System.nanoTime();
            ActionResult result = kit.restore(stand.call());
            Duration time = Duration.ofNanos(System.nanoTime() - began);
            assertThat(result.kind()).as(result.reason()).isEqualTo(ActionResult.Kind.DONE);
            int writes = stand.ec2.traffic().writes().size();
            return new Took(stand.ec2.traffic().count(Request.reads()), writes, time);
        }
    }
}
