package org.recoverykit.kit.ip.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.core.wiring.RecoveryEngines;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.crash.Victim;

/**
 * The address comes up on the interface that it was on last: after the death of a whole engine, a restart, and a switchover.
 * LifeKeeper's information line says so each time.
 */
@KernelTest
class LastInterfaceTest {
    private static final Duration SOON = Duration.ofSeconds(25);

    @TempDir
    Path directory;

    @Test
    void theInformationLineKeepsTheLastInterfaceThroughCrashRestartAndSwitchover(TestReporter reporter)
            throws Exception {
        keepsTheLastInterface(
                Addresses.IPV4, "node1 eth0 10.0.0.50 ffffff00 eth1", "node1 eth1 10.0.0.50 ffffff00 eth0", reporter);
    }

    @Test
    void itDoesForIpv6Too(TestReporter reporter) throws Exception {
        String mask = "ffffffffffffffff0000000000000000";
        keepsTheLastInterface(
                Addresses.IPV6,
                "node1 eth0 2001:db8::50 " + mask + " eth1",
                "node1 eth1 2001:db8::50 " + mask + " eth0",
                reporter);
    }

    private void keepsTheLastInterface(Addresses addresses, String first, String moved, TestReporter reporter)
            throws Exception {
        try (Site site = new Site(addresses)) {
            RecoveryEngine fresh = started(site, addresses);
            assertThat(information(fresh)).as("before anything happened").isEqualTo(first);
            fresh.close();

            try (Victim engine = Victim.begin(site.server()::start, VictimMain.class)) {
                engine.order("start " + addresses.protectedAddress() + " " + directory);
                engine.order("restore");
                site.cut();
                engine.order("recover " + VictimMain.ADDRESS);
                engine.kill();
            }
            site.mend();
            assertOnSpareAlone(site);

            RecoveryEngine afterDeath = started(site, addresses);
            assertThat(information(afterDeath)).as("after the engine's death").isEqualTo(moved);
            afterDeath.close();

            RecoveryEngine afterRestart = started(site, addresses);
            assertThat(information(afterRestart)).as("after a restart").isEqualTo(moved);
            done(afterRestart.removeHierarchy("web"));
            assertThat(site.whereabouts()).isEmpty();
            assertThat(information(afterRestart))
                    .as("switched over to another node")
                    .isEqualTo(moved);
            done(afterRestart.restoreHierarchy("web"));
            assertThat(information(afterRestart)).as("switched back").isEqualTo(moved);
            assertOnSpareAlone(site);
            assertThat(site.answers()).isTrue();
            reporter.publishEntry("information line before and after", first + " -> " + moved);
            done(afterRestart.stopAll());
            afterRestart.close();
        }
    }

    private static void assertOnSpareAlone(Site site) {
        assertThat(site.whereabouts()).singleElement().asString().contains(" eth1 ");
    }

    private RecoveryEngine started(Site site, Addresses addresses) {
        RecoveryEngine engine = site.server().call(() -> {
            RecoveryEngine built = RecoveryEngines.builder()
                    .node("node1")
                    .stateDirectory(directory.resolve("state"))
                    .provider(new MarkKitProvider(directory.resolve("mark")))
                    .rehearse(false)
                    .hierarchy(HierarchySpec.named("web")
                            .policy(Policy.DEFAULT)
                            .resource(
                                    VictimMain.ADDRESS,
                                    "ip",
                                    Map.of(
                                            "address",
                                            addresses.protectedAddress(),
                                            "interface",
                                            "eth0",
                                            "backup",
                                            "eth1"))
                            .resource(VictimMain.APPLICATION, MarkKitProvider.ID, Map.of(), VictimMain.ADDRESS)
                            .build())
                    .build();
            built.start();
            return built;
        });
        Eventually.within(
                SOON,
                "all is as wanted",
                () -> engine.status()
                        .resource(VictimMain.APPLICATION)
                        .filter(app ->
                                app.state() == (app.wanted() ? ServiceState.IN_SERVICE : ServiceState.OUT_OF_SERVICE))
                        .isPresent());
        return engine;
    }

    /** The first line of what the kit's command shows. */
    private static String information(RecoveryEngine engine) throws Exception {
        CommandResult shown = engine.perform(VictimMain.ADDRESS, new KitCommand("show", Map.of()))
                .toCompletableFuture()
                .get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        return shown.toString().replaceAll("(?s).*(node1 \\S+ \\S+ \\S+ eth[01]).*", "$1");
    }

    private static void done(CompletionStage<CommandOutcome> answer) throws Exception {
        CommandOutcome outcome = answer.toCompletableFuture().get(SOON.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(outcome.isDone()).as("%s", outcome).isTrue();
    }
}
