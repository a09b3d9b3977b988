package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/**
 * Loose cables: carrier that comes and goes ten times a second (fault 73). Three seconds by default; {@code -Dflap.seconds=60}
 * for the long run.
 */
@KernelTest
class FlappingKernelTest {
    private static final int SECONDS = Integer.getInteger("flap.seconds", 3);
    private static final int FLAPS_A_SECOND = 10;
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration NEVER_MIND = Duration.ofMinutes(3);

    private final Site site = new Site().withFixedAddresses();
    private final RealTime time = new RealTime();
    private final TestContext context = new TestContext("vip", time, Path.of("target/work"));
    private final AtomicInteger moves = new AtomicInteger();
    private final AtomicBoolean stop = new AtomicBoolean();
    private final AtomicBoolean healthy = new AtomicBoolean();
    private final RecoveryKit kit =
            site.server().call(() -> new IpKitProvider().create(ProtectedVip.config("10.0.0.50/24"), context));

    @AfterEach
    void tearDown() {
        kit.close();
        context.close();
        time.close();
        site.close();
    }

    @Test
    void d73_oneLooseCableIsLeftOnce(TestReporter reporter) throws Exception {
        int moves = movesWhile(() -> flap(List.of(0)));
        reporter.publishEntry("moves in " + SECONDS + " s of one flapping cable", Integer.toString(moves));
        assertThat(moves).as("moves").isEqualTo(1);
        assertThat(site.whereabouts()).containsExactly("eth1 10.0.0.50/24");
    }

    @Test
    void d73_peers13_betweenTwoLooseCablesTheAddressDoesNotPlayPingPong(TestReporter reporter) throws Exception {
        int moves = movesWhile(() -> flap(List.of(0, 1)));
        reporter.publishEntry("moves in " + SECONDS + " s of two flapping cables", Integer.toString(moves));
        int untilRestless = 2 * InterfaceRules.DEFAULT.flaps();
        int afterwards = SECONDS / (int) InterfaceRules.DEFAULT.quiet().toSeconds() + 1;
        assertThat(moves)
                .as("moves: ten losses make each cable restless, then one move in two seconds at most")
                .isLessThanOrEqualTo(untilRestless + afterwards);
    }

    /** Alternately, so that one of two always has carrier. */
    private void flap(List<Integer> cables) {
        long half = Duration.ofSeconds(1).toNanos() / FLAPS_A_SECOND / 2;
        long next = System.nanoTime();
        for (int i = 0; i < SECONDS * FLAPS_A_SECOND; i++) {
            for (int turn = 0; turn < 2; turn++) {
                boolean cut = turn == 0;
                for (int cable : cables) {
                    if (cut == (cable == 0)) {
                        site.cable(cable).cut();
                    } else {
                        site.cable(cable).mend();
                    }
                }
                next += half;
                long until = next;
                Eventually.within(LIMIT, "half a period is over", () -> System.nanoTime() - until >= 0);
            }
        }
        site.mend(0);
        site.mend(1);
    }

    private int movesWhile(Runnable trouble) throws Exception {
        context.allowFirstAid(true);
        assertThat(kit.restore(call()).kind()).isEqualTo(ActionResult.Kind.DONE);
        // The news of the restore itself may come late: only an arrival on another interface is a move.
        AtomicInteger on = new AtomicInteger(site.server().host().ifindex("eth0"));
        var watch = site.server().host().network().watchAddress(Station.ip(Site.VIP), event -> {
            int ifindex = event.after().map(InterfaceAddress::ifindex).orElse(0);
            if (event.added() && on.getAndSet(ifindex) != ifindex) {
                moves.incrementAndGet();
            }
        });
        Thread engine = new Thread(this::mend, "engine");
        engine.start();
        trouble.run();
        Eventually.within(
                LIMIT,
                "it ends in service",
                () -> healthy.get() && site.whereabouts().size() == 1);
        stop.set(true);
        engine.join();
        watch.close();
        Eventually.within(Site.SOON, "the client reaches it", site::answers);
        return moves.get();
    }

    /** As the engine: what is suspected is checked, and mended. */
    private void mend() {
        try {
            while (!stop.get()) {
                int known = context.suspects().size();
                CheckResult seen = kit.quickCheck(call());
                healthy.set(seen.kind() == CheckResult.Kind.HEALTHY);
                if (seen instanceof CheckResult.Unhealthy problem) {
                    kit.localRecovery(call(), problem);
                }
                Eventually.within(
                        NEVER_MIND,
                        "news",
                        () -> stop.get() || !healthy.get() || context.suspects().size() > known);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private TestCall call() {
        return TestCall.within(LIMIT, time);
    }
}
