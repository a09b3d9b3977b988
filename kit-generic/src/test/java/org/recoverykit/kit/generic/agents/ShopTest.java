package org.recoverykit.kit.generic.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.engine.Timeouts;
import org.recoverykit.kit.generic.RealAgents;
import org.recoverykit.kit.generic.RealAgentsCondition;
import org.recoverykit.kit.generic.Shell;
import org.recoverykit.linux.lab.Await;

/**
 * A real hierarchy of real agents in a real engine. {@code -Dshop.kills=20} kills the database more often, and prints how long
 * its page was away.
 */
@RealAgents
class ShopTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int KILLS = Integer.getInteger("shop.kills", 2);

    /** A loaded machine is slow, and that is not what is tested. */
    private static final Policy POLICY = Policy.DEFAULT
            .withTimeouts(new Timeouts(MINUTE, MINUTE, MINUTE, MINUTE, MINUTE, MINUTE))
            .withLocalRecoveries(1000, Duration.ofHours(1));

    @TempDir
    private Path state;

    @Test
    void aKilledDatabaseComesBackUnderItsPageAndARemoveLeavesNothing() throws Exception {
        assumeTrue(RealAgentsCondition.realRoot(), "PostgreSQL's agent calls su, which needs the machine's root");
        try (ShopSite shop = new ShopSite()) {
            Traces before = Traces.now();
            try (RecoveryEngine engine = RecoveryEngines.builder()
                    .node("n1")
                    .stateDirectory(state)
                    .hierarchy(shop.hierarchy(POLICY))
                    .build()) {
                engine.start();
                succeeds(engine.restoreHierarchy("shop"));
                Await.until("the first page", ShopSite::served);
                List<Long> away = new ArrayList<>();
                for (int kill = 1; kill <= KILLS; kill++) {
                    away.add(killed(shop));
                    Await.until("all in service again", () -> inService(engine));
                }
                System.out.println(figures(away));
                succeeds(engine.removeHierarchy("shop"));
                assertThat(ShopSite.served()).as("a page after the remove").isFalse();
                Traces.mustVanish(before);
                assertThat(Shell.run("losetup", "-a")).as("loop devices").doesNotContain("/agents");
            }
        }
    }

    /** Milliseconds from the kill to the first page that is good again. */
    private static long killed(ShopSite shop) {
        long postmaster = shop.postmaster();
        long began = System.nanoTime();
        Shell.run("kill", "-9", Long.toString(postmaster));
        Await.until("no page", MINUTE, () -> !ShopSite.served());
        Await.until("a page again", MINUTE, ShopSite::served);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private static boolean inService(RecoveryEngine engine) {
        return engine.status().hierarchies().stream()
                .flatMap(h -> h.resources().stream())
                .allMatch(r -> r.state() == ServiceState.IN_SERVICE);
    }

    private static void succeeds(CompletionStage<CommandOutcome> command) throws Exception {
        assertThat(command.toCompletableFuture().get(2, TimeUnit.MINUTES))
                .asString()
                .startsWith("Done");
    }

    private static String figures(List<Long> away) {
        List<Long> sorted = away.stream().sorted().toList();
        return "kill -9 of the database to the first good page: n=" + sorted.size() + ", least " + sorted.get(0)
                + " ms, median " + sorted.get(sorted.size() / 2) + " ms, most " + sorted.get(sorted.size() - 1) + " ms";
    }
}
