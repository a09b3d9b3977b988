package org.recoverykit.kit.generic.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.kit.generic.RealAgents;
import org.recoverykit.kit.generic.RealAgentsCondition;
import org.recoverykit.kit.generic.Shell;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** The stop of nginx answers 0 while a worker whose master was killed still serves its pages. */
@RealAgents
class OrphanTest {
    @TempDir
    private Path work;

    @Test
    void aWorkerThatItsAgentForgetsDoesNotOutliveARemove() throws Exception {
        assumeTrue(
                RealAgentsCondition.realRoot(), "nginx gives its workers another user, which needs the machine's root");
        try (Nginx nginx = new Nginx();
                RealTime time = new RealTime();
                TestContext context = new TestContext("orphan", time, work);
                RecoveryKit kit = nginx.create(context)) {
            Traces before = Traces.now();
            assertThat(kit.restore(call(time))).isInstanceOf(ActionResult.Done.class);
            Shell.run(
                    "kill",
                    "-9",
                    Shell.run("cat", nginx.file("nginx.pid").toString()).strip());
            assertThat(nginx.isReallyInService()).as("a page from the orphan").isTrue();
            assertThat(kit.remove(call(time))).isInstanceOf(ActionResult.Done.class);
            assertThat(nginx.isReallyInService()).as("a page after the remove").isFalse();
            Traces.mustVanish(before);
        }
    }

    private static TestCall call(RealTime time) {
        return TestCall.within(Duration.ofSeconds(60), time);
    }
}
