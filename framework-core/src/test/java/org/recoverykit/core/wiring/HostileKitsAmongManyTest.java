package org.recoverykit.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.Timeouts;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.testkit.Answer;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ScriptedKitProvider;

/** Twenty kits that hang and ignore interrupts, among 180 good ones: the good ones' checks stay on time. */
class HostileKitsAmongManyTest {
    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int ALL = 200;
    private static final int HUNG = 20;
    private static final int CHECKS_EACH = 12;

    @TempDir
    Path directory;

    private final ScriptedKitProvider world = new ScriptedKitProvider();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final ConcurrentLinkedQueue<Long> lateNanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger checks = new AtomicInteger();

    @Test
    void twentyHungAmongTwoHundredDelayOthersByLessThanFiftyMilliseconds() {
        RecoveryEngineBuilder builder = RecoveryEngines.builder()
                .node("node1")
                .stateDirectory(directory.resolve("state"))
                .provider(world)
                .random(1)
                .rehearse(false);
        for (int i = 0; i < ALL; i++) {
            builder.hierarchy(hierarchy(i));
        }
        try (RecoveryEngine engine = builder.build()) {
            engine.start();
            int wanted = (ALL - HUNG) * CHECKS_EACH;
            Eventually.within(Duration.ofSeconds(60), wanted + " checks of the good", () -> checks.get() >= wanted);
            gate.countDown();
        } finally {
            gate.countDown();
        }
        List<Long> sorted = lateNanos.stream().sorted().toList();
        long p99 = TimeUnit.NANOSECONDS.toMillis(sorted.get(sorted.size() * 99 / 100));
        assertThat(p99).as("p99 lateness in ms of %d checks", sorted.size()).isLessThanOrEqualTo(50);
    }

    private HierarchySpec hierarchy(int number) {
        String tag = "r" + number;
        world.resource(tag).putInService(true);
        if (number < HUNG) {
            world.resource(tag)
                    .alwaysCheck(Operation.QUICK_CHECK, Answer.stubbornlyAfter(gate, Answer.of(CheckResult.healthy())));
        } else {
            long[] last = {0};
            world.resource(tag).alwaysCheck(Operation.QUICK_CHECK, call -> {
                note(last);
                return CheckResult.healthy();
            });
        }
        Timeouts quick = new Timeouts(
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
        return HierarchySpec.named("h" + number)
                .policy(Policy.DEFAULT
                        .withIntervals(INTERVAL, Duration.ofHours(1))
                        .withTimeouts(quick))
                .resource(tag, "scripted", Map.of())
                .build();
    }

    /** Later than the interval with its ten per cent of jitter is late; the first two (start, then spread) do not count. */
    private void note(long[] last) {
        long now = System.nanoTime();
        int seen = checks.incrementAndGet();
        if (last[0] != 0 && seen > 2 * ALL) {
            lateNanos.add(Math.max(0, now - last[0] - INTERVAL.toNanos() * 11 / 10));
        }
        last[0] = now;
    }
}
