package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;

class ScriptedKitTest {

    private final ManualTime time = new ManualTime();
    private final ScriptedKitProvider provider = new ScriptedKitProvider();

    @Test
    void withoutAScriptItDoesAndTellsTheTruth() throws Exception {
        RecoveryKit kit = kit("app");
        assertThat(kit.quickCheck(call()).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
        TestCall restore = call();
        kit.restore(restore);
        assertThat(restore.steps()).containsExactly("before RESTORE", "after RESTORE");
        assertThat(kit.quickCheck(call()).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        provider.resource("app").breakIt();
        assertThat(kit.deepCheck(call()).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
    }

    @Test
    void aScriptedAnswerIsUsedOnceAndMayLie() throws Exception {
        RecoveryKit kit = kit("app");
        provider.resource("app").next(Operation.RESTORE, Answer.of(ActionResult.done()));

        assertThat(kit.restore(call()).kind()).isEqualTo(ActionResult.Kind.DONE);
        assertThat(provider.resource("app").isInService()).as("a lie").isFalse();
        kit.restore(call());
        assertThat(provider.resource("app").isInService()).isTrue();
    }

    @Test
    void itCanAnswerNullThrowAndBeInterrupted() throws Exception {
        RecoveryKit kit = kit("app");
        provider.resource("app")
                .nextCheck(Operation.QUICK_CHECK, Answer.nothing())
                .next(Operation.REMOVE, Answer.throwing(new NoClassDefFoundError("gone")))
                .next(Operation.REMOVE, Answer.after(new CountDownLatch(1), Answer.of(ActionResult.done())));

        assertThat(kit.quickCheck(call())).isNull();
        assertThatThrownBy(() -> kit.remove(call())).isInstanceOf(NoClassDefFoundError.class);
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> kit.remove(call())).isInstanceOf(InterruptedException.class);
        assertThat(provider.happenings())
                .extracting(Happening::toString)
                .containsExactly(
                        "quick check app began",
                        "quick check app NULL",
                        "remove app began",
                        "remove app THREW",
                        "remove app began",
                        "remove app THREW");
    }

    @Test
    void orderIsAssertedInWords() throws Exception {
        kit("app").remove(call());
        kit("data").remove(call());
        kit("data").restore(call());
        kit("app").restore(call());

        EngineAssert.assertThat(provider)
                .removedBefore("app", "data")
                .restoredBefore("data", "app")
                .inOrder("remove app DONE", "restore data DONE", "restore app began")
                .never(Operation.LOCAL_RECOVERY, "app")
                .times(1, Operation.RESTORE, "data");
        assertThatThrownBy(() -> EngineAssert.assertThat(provider).removedBefore("data", "app"))
                .hasMessageContaining("REMOVE of data to be DONE before that of app");
    }

    @Test
    void createRefusesWhenTold() {
        TestContext context = new TestContext("app", time, Path.of("unused"));
        ScriptedKitProvider.Config config = new ScriptedKitProvider.Config(Map.of("refuse", "no such interface"));
        assertThatThrownBy(() -> provider.create(config, context))
                .isInstanceOf(KitConfigurationException.class)
                .hasMessageContaining("no such interface");
    }

    @Test
    void anUnhealthyAnswerKeepsItsScope() throws Exception {
        RecoveryKit kit = kit("app");
        provider.resource("app")
                .alwaysCheck(
                        Operation.QUICK_CHECK,
                        Answer.of(CheckResult.unhealthy("both dead", FailureScope.TRY_ELSEWHERE)));
        assertThat(kit.quickCheck(call())).isEqualTo(CheckResult.unhealthy("both dead", FailureScope.TRY_ELSEWHERE));
    }

    private RecoveryKit kit(String tag) throws KitConfigurationException {
        return provider.create(new ScriptedKitProvider.Config(Map.of()), new TestContext(tag, time, Path.of("unused")));
    }

    private TestCall call() {
        return TestCall.within(Duration.ofSeconds(5), time);
    }
}
