package org.recoverykit.kit.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** A plug-in without scripts: nobody starts or stops what it looks at. */
class WatchingTest {
    @TempDir
    private Path work;

    @Test
    void whatIsOnlyWatchedIsNeitherStartedNorStopped() throws Exception {
        try (SleepingService service = new SleepingService(WatchingTest::watched);
                RealTime time = new RealTime();
                TestContext context = new TestContext("watched", time, work);
                RecoveryKit kit = service.create(context)) {
            String critical = "PROCESS CRITICAL - it does not run";
            assertThat(kit.quickCheck(call(time)))
                    .isEqualTo(CheckResult.unhealthy(critical, FailureScope.TRY_ELSEWHERE));
            assertThat(kit.restore(call(time)))
                    .isEqualTo(ActionResult.failed(
                            "only watched, and not in service: " + critical, FailureScope.TRY_ELSEWHERE));
            service.start();
            assertThat(kit.restore(call(time))).isInstanceOf(ActionResult.Done.class);
            assertThat(kit.quickCheck(call(time))).isInstanceOf(CheckResult.Healthy.class);
            assertThat(kit.remove(call(time))).isInstanceOf(ActionResult.Done.class);
            assertThat(service.isReallyInService())
                    .as("still there after remove")
                    .isTrue();
        }
    }

    private static GenericConfig watched(SleepingService service) {
        return Settings.nagios(service.script("check_process"), List.of(), Optional.empty(), service.environment());
    }

    private static TestCall call(RealTime time) {
        return TestCall.within(Duration.ofSeconds(20), time);
    }
}
