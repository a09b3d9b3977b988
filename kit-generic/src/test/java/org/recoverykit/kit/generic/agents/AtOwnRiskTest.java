package org.recoverykit.kit.generic.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.kit.generic.GenericConfig;
import org.recoverykit.kit.generic.GenericKitProvider;
import org.recoverykit.kit.generic.RealAgents;
import org.recoverykit.kit.generic.Settings;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** {@code pacemaker: ignore} takes an agent that expects a cluster manager; everything else is looked at as ever. */
@RealAgents
class AtOwnRiskTest {
    private static final String STATEFUL = "ocf:heartbeat:Stateful";

    @TempDir
    private Path work;

    /** In service it is for who has seen that it works without: as a copy of it that nobody promotes does. */
    @Test
    void anAgentThatIsRefusedLivesAWholeLifeAtItsOwnersRisk() throws Exception {
        String agent = agent("""
                case $1 in
                meta-data) cat "$0.xml";;
                start) touch "$OCF_RESKEY_state"; crm_attribute -N x -n y -v 1 2>&1; exit 0;;
                stop) rm -f "$OCF_RESKEY_state";;
                monitor) test -e "$OCF_RESKEY_state" || exit 7;;
                esac
                """);
        Map<String, String> parameters = Map.of("state", work.resolve("state").toString());
        try (RealTime time = new RealTime();
                TestContext context = new TestContext("risky", time, work)) {
            assertThatThrownBy(() -> create(Settings.ocf(agent, parameters), context))
                    .isInstanceOf(KitConfigurationException.class)
                    .hasMessageContaining("it calls crm_attribute of Pacemaker, which does not run here");

            try (RecoveryKit kit = create(Settings.ocfAtOwnRisk(agent, parameters), context)) {
                assertThat(kit.restore(call(time))).as("restore").isInstanceOf(ActionResult.Done.class);
                assertThat(kit.quickCheck(call(time))).as("quick check").isInstanceOf(CheckResult.Healthy.class);
                assertThat(kit.remove(call(time))).as("remove").isInstanceOf(ActionResult.Done.class);
                assertThat(kit.quickCheck(call(time))).as("afterwards").isInstanceOf(CheckResult.Unhealthy.class);
            }
        }
    }

    @Test
    void debiansOwnStatefulIsTakenAtItsOwnersRisk() throws Exception {
        String state = work.resolve("stateful").toString();
        try (RealTime time = new RealTime();
                TestContext context = new TestContext("risky", time, work);
                RecoveryKit kit = create(Settings.ocfAtOwnRisk(STATEFUL, Map.of("state", state)), context)) {
            assertThat(kit.quickCheck(call(time)))
                    .as("before anything is done")
                    .isInstanceOf(CheckResult.Unhealthy.class);
        }
    }

    @Test
    void aParameterThatTheAgentDoesNotHaveIsRefusedAllTheSame() {
        try (RealTime time = new RealTime();
                TestContext context = new TestContext("risky", time, work)) {
            assertThatThrownBy(() -> create(Settings.ocfAtOwnRisk(STATEFUL, Map.of("sate", "/x")), context))
                    .isInstanceOf(KitConfigurationException.class)
                    .hasMessageContaining("ocf.parameters.sate: the agent Stateful has no such parameter");
        }
    }

    private static RecoveryKit create(GenericConfig config, TestContext context) throws KitConfigurationException {
        return new GenericKitProvider().create(config, context);
    }

    private static TestCall call(RealTime time) {
        return TestCall.within(Duration.ofSeconds(60), time);
    }

    private String agent(String text) throws IOException {
        Path agent = Files.writeString(work.resolve("risky"), "#!/bin/sh\n" + text);
        Files.setPosixFilePermissions(agent, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(work.resolve("risky.xml"), """
                <?xml version="1.0"?>
                <resource-agent name="risky" version="1">
                <version>1.1</version>
                <longdesc lang="en">A file.</longdesc>
                <shortdesc lang="en">A file</shortdesc>
                <parameters>
                <parameter name="state" required="1">
                <longdesc lang="en">Which file.</longdesc>
                <shortdesc lang="en">Which file</shortdesc>
                <content type="string"/>
                </parameter>
                </parameters>
                <actions>
                <action name="start" timeout="20s"/>
                <action name="stop" timeout="20s"/>
                <action name="monitor" timeout="20s" interval="10s" depth="0"/>
                <action name="meta-data" timeout="5s"/>
                </actions>
                </resource-agent>
                """);
        return agent.toString();
    }
}
