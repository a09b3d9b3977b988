package org.recoverykit.kit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.ec2fake.Eni;
import org.recoverykit.ec2fake.FakeEc2;
import org.recoverykit.ec2fake.FakeImds;
import org.recoverykit.ec2fake.Instance;
import org.recoverykit.ec2fake.RoleCredentials;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Random tables, targets, faults and other writers: either all our entries are right and nothing else has changed, or the
 * answer says what is not. 300 rounds; {@code -Drecoverykit.ec2.rounds=10000} for a long run, and
 * {@code -Drecoverykit.ec2.seed} for another one, or for one round again with {@code rounds=1}.
 */
class Ec2PropertyTest {
    private static final Logger LOG = LoggerFactory.getLogger(Ec2PropertyTest.class);
    private static final int ROUNDS = Integer.getInteger("recoverykit.ec2.rounds", 300);
    private static final long SEED = Long.getLong("recoverykit.ec2.seed", 1);
    private static final int LANES = 4;
    private static final int MOST_SHOWN = 5;

    @TempDir
    private Path directory;

    private final Map<ActionResult.Kind, Integer> answers = new ConcurrentHashMap<>();
    private final List<AssertionError> brokenPromises = new CopyOnWriteArrayList<>();

    @Test
    void eitherAllIsRightAndNothingElseHasChangedOrTheAnswerSaysWhatIsNot() throws Exception {
        long began = System.nanoTime();
        ExecutorService pool = Executors.newFixedThreadPool(LANES);
        List<Future<?>> lanes = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            int first = lane;
            lanes.add(pool.submit((Callable<Void>) () -> {
                lane(first);
                return null;
            }));
        }
        pool.shutdown();
        for (Future<?> lane : lanes) {
            lane.get();
        }
        LOG.info(
                "rounds={} seed={} answers={} seconds={}",
                ROUNDS,
                SEED,
                answers,
                Duration.ofNanos(System.nanoTime() - began).toSeconds());
        assertThat(brokenPromises.stream().limit(MOST_SHOWN).toList())
                .as("broken promises, of %s", brokenPromises.size())
                .isEmpty();
        assertThat(answers.values().stream().mapToInt(n -> n).sum()).isEqualTo(ROUNDS);
    }

    private void lane(int first) throws Exception {
        try (FakeEc2 ec2 = FakeEc2.start();
                FakeImds imds = FakeImds.start(
                        Instance.of("i-1", "eu-central-1", Eni.attached(RandomVpc.OWN, "vpc-0", "i-1", "10.0.0.11")));
                RealTime time = new RealTime();
                TestContext context = new TestContext("keeper", time, directory.resolve("keeper" + first))) {
            imds.credentials(new RoleCredentials(
                    "ASIA1", "secret", "token", Instant.now().plus(1, ChronoUnit.DAYS)));
            ApiConfig api = api(ec2, imds);
            // One kit that stays open keeps the client: a new one for each round would take most of the time.
            RecoveryKit keeper = new Ec2KitProvider()
                    .create(FaultStand.routes("10.1.0.10", RandomVpc.OWN, Optional.of("vpc-0"), api), context);
            try {
                warm(ec2, keeper, time);
                for (int i = first; i < ROUNDS; i += LANES) {
                    Path own = Files.createDirectories(directory.resolve("lane" + first));
                    play(new Ec2Round(SEED + i, ec2, time, api), own);
                }
            } finally {
                keeper.close();
            }
        }
    }

    private void play(Ec2Round round, Path own) throws Exception {
        try {
            answers.merge(round.play(own), 1, Integer::sum);
        } catch (AssertionError broken) {
            brokenPromises.add(broken);
        }
    }

    /** The first call of a process loads thousands of classes, and may well run out of the short time limits. */
    private static void warm(FakeEc2 ec2, RecoveryKit keeper, RealTime time) {
        ec2.cloud().change(old -> new RandomVpc(new SplittableRandom(0), "vpc-0").world());
        Eventually.within(
                Duration.ofSeconds(30),
                "the kit gets an answer of EC2",
                () -> keeper.deepCheck(TestCall.within(Duration.ofSeconds(5), time))
                                .kind()
                        != CheckResult.Kind.UNKNOWN);
    }

    private static ApiConfig api(FakeEc2 ec2, FakeImds imds) {
        return new ApiConfig(
                Optional.empty(),
                Optional.of(ec2.endpoint().toString()),
                Optional.empty(),
                "instance-profile",
                Optional.empty(),
                Duration.ofSeconds(1),
                Duration.ofMillis(700),
                Duration.ofMillis(700),
                1,
                4,
                Duration.ofSeconds(10),
                imds.endpoint().toString(),
                Duration.ofSeconds(1));
    }
}
