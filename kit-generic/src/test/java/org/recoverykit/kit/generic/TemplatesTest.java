package org.recoverykit.kit.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recoverykit.linux.lab.Await;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CheckResult.Unhealthy;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** Each template protects a web server, through a whole life of it. */
class TemplatesTest {
    @TempDir
    private Path work;

    @ParameterizedTest
    @EnumSource
    void protectsAWebServer(WebServer.Template template) throws Exception {
        try (RealTime time = new RealTime();
                TestContext context = new TestContext("web", time, work);
                WebServer server = new WebServer(template, WebServer.QuickCheck.PROCESS_AND_SCRIPT);
                RecoveryKit kit = server.create(context)) {
            assertThat(kit.quickCheck(call(time)).kind()).as("before").isEqualTo(CheckResult.Kind.UNHEALTHY);
            assertThat(kit.remove(call(time))).as("remove of nothing").isEqualTo(ActionResult.done());

            assertThat(kit.restore(call(time))).as("restore").isEqualTo(ActionResult.done());
            assertThat(server.isReallyInService()).isTrue();
            assertThat(kit.restore(call(time))).as("restore again").isEqualTo(ActionResult.done());
            assertThat(kit.deepCheck(call(time))).isEqualTo(CheckResult.healthy());

            server.breakIt();
            Await.until("the suspicion", () -> !context.suspects().isEmpty());
            CheckResult found = kit.quickCheck(call(time));
            assertThat(found).isInstanceOf(Unhealthy.class);
            assertThat(kit.deepCheck(call(time)).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);

            assertThat(kit.localRecovery(call(time), new Unhealthy(found.reason(), FailureScope.RETRY_HERE)))
                    .as("local recovery")
                    .isEqualTo(ActionResult.done());
            assertThat(server.isReallyInService()).isTrue();

            assertThat(kit.remove(call(time))).as("remove").isEqualTo(ActionResult.done());
            assertThat(server.isReallyInService()).isFalse();
            assertThat(kit.remove(call(time))).as("remove again").isEqualTo(ActionResult.done());
        }
    }

    private static Call call(RealTime time) {
        return TestCall.within(Duration.ofSeconds(60), time);
    }
}
