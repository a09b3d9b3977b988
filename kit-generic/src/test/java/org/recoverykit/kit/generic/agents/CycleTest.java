package org.recoverykit.kit.generic.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.recoverykit.kit.generic.RealAgents;
import org.recoverykit.kit.generic.RealAgentsCondition;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** One life of each application: in service, checked, broken, mended, taken out, and nothing left. */
@RealAgents
class CycleTest {
    private static final CheckResult.Unhealthy BROKEN =
            (CheckResult.Unhealthy) CheckResult.unhealthy("broken by the test");

    @TempDir
    private Path work;

    static Stream<Arguments> applications() {
        return Stream.of(
                anybodys("Dummy", Dummy::new),
                roots("anything", "its agent calls su", Daemon::new),
                anybodys("IPaddr2", Address::new),
                anybodys("Filesystem", Mount::new),
                roots("nginx", "it gives its workers another user", Nginx::new),
                roots("redis", "its agent calls su", Redis::new),
                roots("pgsql", "its agent calls su", Postgres::new),
                roots("exportfs", "the table of exports is root's", Export::new));
    }

    private static Arguments anybodys(String agent, Supplier<Application> application) {
        return Arguments.of(agent, "", application);
    }

    private static Arguments roots(String agent, String why, Supplier<Application> application) {
        return Arguments.of(agent, why, application);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("applications")
    void livesItsLife(String agent, String onlyRootBecause, Supplier<Application> made) throws Exception {
        assumeTrue(
                onlyRootBecause.isEmpty() || RealAgentsCondition.realRoot(),
                agent + " needs the machine's root: " + onlyRootBecause);
        try (Application application = made.get();
                RealTime time = new RealTime();
                TestContext context = new TestContext("life", time, work);
                RecoveryKit kit = application.create(context)) {
            Traces before = Traces.now();
            live(application, kit, time);
            Traces.mustVanish(before);
        }
    }

    private static void live(Application application, RecoveryKit kit, RealTime time) throws Exception {
        assertThat(kit.quickCheck(check(time))).as("at first").isInstanceOf(CheckResult.Unhealthy.class);
        done(kit.restore(call(time)), "restore");
        assertThat(application.isReallyInService())
                .as("really in service after restore")
                .isTrue();
        assertThat(kit.quickCheck(check(time))).as("quick check").isInstanceOf(CheckResult.Healthy.class);
        assertThat(kit.deepCheck(check(time))).as("deep check").isInstanceOf(CheckResult.Healthy.class);
        application.breakIt();
        assertThat(application.isReallyInService())
                .as("really in service, broken")
                .isFalse();
        assertThat(kit.quickCheck(check(time))).as("quick check, broken").isInstanceOf(CheckResult.Unhealthy.class);
        done(kit.localRecovery(call(time), BROKEN), "local recovery");
        assertThat(application.isReallyInService())
                .as("really in service, mended")
                .isTrue();
        assertThat(kit.quickCheck(check(time))).as("quick check, mended").isInstanceOf(CheckResult.Healthy.class);
        done(kit.remove(call(time)), "remove");
        assertThat(application.isReallyInService())
                .as("really in service after remove")
                .isFalse();
        done(kit.remove(call(time)), "a second remove");
    }

    private static void done(ActionResult result, String what) {
        assertThat(result).as(what).isInstanceOf(ActionResult.Done.class);
    }

    private static TestCall call(RealTime time) {
        return TestCall.within(Duration.ofSeconds(60), time);
    }

    private static TestCall check(RealTime time) {
        return call(time).because(Call.Why.CHECK, 1);
    }
}
