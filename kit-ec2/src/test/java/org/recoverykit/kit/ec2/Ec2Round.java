package org.recoverykit.kit.ec2;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.recoverykit.ec2fake.Cloud;
import org.recoverykit.ec2fake.FakeEc2;
import org.recoverykit.ec2fake.Reads;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** One round of the property run: a world, troubles, one action; then the same without troubles. */
final class Ec2Round {
    private static final Duration DEADLINE = Duration.ofMillis(2500);
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final int TRIES = 4;

    private final long seed;
    private final SplittableRandom random;
    private final FakeEc2 ec2;
    private final Cloud cloud;
    private final RealTime time;
    private final String vpc;
    private final Ec2Config config;
    private final boolean removes;

    Ec2Round(long seed, FakeEc2 ec2, RealTime time, ApiConfig api) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.ec2 = ec2;
        this.cloud = ec2.cloud();
        this.time = time;
        this.vpc = "vpc-0" + Long.toString(Math.abs(seed), Character.MAX_RADIX);
        boolean routes = random.nextInt(10) < 7;
        this.removes = !routes && random.nextInt(3) == 0;
        this.config = config(routes, api);
    }

    private Ec2Config config(boolean routes, ApiConfig api) {
        return new Ec2Config(
                routes ? Scenario.ROUTE_TABLE : Scenario.ELASTIC_IP,
                routes ? Optional.of("10.1.0.10") : Optional.empty(),
                routes ? Optional.empty() : Optional.of(RandomVpc.ADDRESS),
                Optional.empty(),
                RandomVpc.OWN,
                Optional.of(vpc),
                List.of(),
                1,
                false,
                random.nextInt(4) == 0,
                random.nextInt(4) == 0,
                SourceDestMode.DISABLE,
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofMillis(2),
                Optional.of(api));
    }

    /** @throws AssertionError with everything that is needed to understand it, if a promise was broken */
    ActionResult.Kind play(Path directory) throws Exception {
        ec2.faults().clear();
        cloud.change(old -> new RandomVpc(random, vpc).world());
        RandomTroubles troubles = new RandomTroubles(random, cloud, vpc);
        troubles.begin(ec2.faults());
        try (TestContext context = new TestContext("vip", time, directory)) {
            RecoveryKit kit = new Ec2KitProvider().create(config, context);
            try {
                return play(kit, troubles);
            } finally {
                ec2.faults().clear();
                // Interfaces' checks are shared by all kits of a process: the next round begins without this one's.
                takenOut(kit);
                kit.close();
            }
        }
    }

    private ActionResult.Kind play(RecoveryKit kit, RandomTroubles troubles) throws Exception {
        long began = System.nanoTime();
        ActionResult result = act(kit);
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        Ec2Promises promises = new Ec2Promises(config, vpc, "seed " + seed + " " + troubles + " answered " + result);
        promises.inTime(took, DEADLINE.plus(GRACE));
        promises.answerHolds(result, removes, cloud.world(), troubles);
        promises.nothingElseChanged(troubles.both());
        afterwards(kit, promises, troubles);
        return result.kind();
    }

    /** Without troubles it becomes right if it can, and stays right without another write. */
    private void afterwards(RecoveryKit kit, Ec2Promises promises, RandomTroubles troubles) throws Exception {
        ec2.faults().clear();
        cloud.reads(Reads.current());
        ActionResult second = certain(() -> act(kit));
        promises.mended(second, removes, cloud.world());
        promises.nothingElseChanged(troubles.both());
        ec2.traffic().clear();
        ActionResult third = certain(() -> act(kit));
        promises.same(second, third);
        if (third.kind() == ActionResult.Kind.DONE) {
            promises.noWrites(ec2.traffic().writes());
        }
        promises.givenBack(takenOut(kit), troubles.both());
    }

    private interface Act {
        ActionResult make() throws InterruptedException;
    }

    /** Without troubles of ours the machine itself may still be slow, and the time limits are short. */
    private static ActionResult certain(Act act) throws InterruptedException {
        ActionResult result = act.make();
        for (int i = 1; i < TRIES && result.kind() == ActionResult.Kind.INDETERMINATE; i++) {
            result = act.make();
        }
        return result;
    }

    /** Out, and the interface's check given back, or said not to be. */
    private ActionResult takenOut(RecoveryKit kit) throws InterruptedException {
        ActionResult result = kit.remove(TestCall.within(DEADLINE, time));
        for (int i = 1; i < TRIES && !result.equals(ActionResult.done()); i++) {
            result = kit.remove(TestCall.within(DEADLINE, time));
        }
        return result;
    }

    private ActionResult act(RecoveryKit kit) throws InterruptedException {
        TestCall call = TestCall.within(DEADLINE, time);
        if (removes) {
            return kit.remove(call);
        }
        return random.nextInt(4) == 0
                ? kit.localRecovery(call, new CheckResult.Unhealthy("leads elsewhere", FailureScope.RETRY_HERE))
                : kit.restore(call);
    }
}
