package org.recoverykit.kit.generic.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.kit.generic.GenericConfig;
import org.recoverykit.kit.generic.GenericKitProvider;
import org.recoverykit.kit.generic.RealAgents;
import org.recoverykit.kit.generic.Settings;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.KitConfigurationException.Problem;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** What is refused at load, and in which words. */
@RealAgents
class RefusalTest {
    @TempDir
    private Path work;

    @Test
    void everythingWrongWithAnAgentsParametersIsToldAtOnceInItsOwnWords() {
        Map<String, String> parameters = Map.of("devise", "/dev/sda1", "fstype", "ext4", "fast_stop", "perhaps");
        assertThat(refused(Settings.ocf("heartbeat:Filesystem", parameters)).problems())
                .extracting(Problem::setting)
                .containsExactlyInAnyOrder(
                        "ocf.parameters.devise",
                        "ocf.parameters.device",
                        "ocf.parameters.directory",
                        "ocf.parameters.fast_stop");
        assertThat(refused(Settings.ocf("heartbeat:Filesystem", parameters)))
                .hasMessageContaining("the agent Filesystem has no such parameter; it has: device, directory, fstype")
                .hasMessageContaining("missing; directory (string, required): The mount point for the filesystem.")
                .hasMessageContaining("'perhaps' does not fit; fast_stop (boolean, default 'no')");
    }

    @Test
    void anAgentThatWaitsForPromotionIsRefused() {
        assertThat(refused(Settings.ocf("ocf:heartbeat:Stateful", Map.of())))
                .hasMessage(
                        "ocf.agent: the agent Stateful is refused: it has to be promoted by a cluster manager, and is no"
                                + " service before that");
    }

    @Test
    void aDatabaseThatIsToBeReplicatedIsRefused() {
        assertThat(refused(Settings.ocf("heartbeat:pgsql", Map.of("rep_mode", "sync"))))
                .hasMessageContaining("without its parameters for replication it would run as an ordinary service");
    }

    @Test
    void anAgentThatIsNotHereIsNamedWithItsPath() {
        assertThat(refused(Settings.ocf("heartbeat:Nothing", Map.of())))
                .hasMessageContaining("/usr/lib/ocf/resource.d/heartbeat/Nothing");
    }

    @Test
    void aNameThatIsNoneIsRefusedWithWhatIsAllowed() {
        assertThat(refused(Settings.ocf("redis", Map.of())))
                .hasMessage("ocf.agent: agent: 'redis' names no agent; write provider:type as in heartbeat:redis, or an"
                        + " absolute path");
    }

    @Test
    void aLevelThatCannotBeIsRefused() {
        assertThat(refused(Settings.ocf("heartbeat:Dummy", Map.of(), Optional.of(101), Map.of(), Optional.empty())))
                .hasMessage("ocf.deepLevel: 101 is no level; allowed are 0 to 100");
    }

    @Test
    void aProgramThatIsNoAgentIsRefused() {
        assertThat(refused(Settings.ocf("/bin/true", Map.of())))
                .hasMessageContaining("its meta-data cannot be read: it printed no <resource-agent> document");
    }

    @Test
    void anInitScriptAUnitAndAPlugInMustBeThere() {
        assertThat(refused(Settings.lsb("/etc/init.d/nothing-here", Map.of())))
                .hasMessageContaining("lsb.script: ")
                .hasMessageContaining("/etc/init.d/nothing-here");
        assertThat(refused(Settings.systemd("/bin/true", "a unit", Map.of())))
                .hasMessage("systemd.unit: 'a unit' is no unit's name, as nginx.service is");
        assertThat(refused(Settings.nagios("/no/plugin", List.of(), Optional.empty(), Map.of())))
                .hasMessageContaining("nagios.plugin: ")
                .hasMessageContaining("/no/plugin");
    }

    @Test
    void describePrintsWhatTheAgentSaysOfItself() throws Exception {
        try (Dummy dummy = new Dummy();
                RealTime time = new RealTime();
                TestContext context = new TestContext("described", time, work);
                RecoveryKit kit = dummy.create(context)) {
            CommandResult answer =
                    kit.perform(TestCall.within(Duration.ofSeconds(10), time), new KitCommand("describe", Map.of()));
            assertThat(answer.text())
                    .contains("Dummy 1.0: Example stateless resource agent")
                    .contains("fake (string, default 'dummy'): Fake attribute that can be changed to cause a reload")
                    .contains("start, at least 20 s");
        }
    }

    private KitConfigurationException refused(GenericConfig config) {
        try (RealTime time = new RealTime();
                TestContext context = new TestContext("refused", time, work)) {
            return catchThrowableOfType(
                    KitConfigurationException.class, () -> new GenericKitProvider().create(config, context));
        }
    }
}
