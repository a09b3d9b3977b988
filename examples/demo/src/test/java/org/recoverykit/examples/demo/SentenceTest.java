package org.recoverykit.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.examples.demo.Sentence.Kind;
import org.recoverykit.spi.ActionResult;

class SentenceTest {

    @Test
    void aRecoveryThatSucceededSaysWhatItDidAndHowLongItTook() {
        EngineEvent ended = ended(ActionResult.Kind.DONE, "moved from eth0 to eth1");
        assertThat(Sentence.of(ended))
                .contains(new Sentence(Kind.DONE, "vip: local recovery done in 1.50 ms: moved from eth0 to eth1"));
    }

    @Test
    void whatWasNotDoneIsAnAlertAndNotSuccess() {
        EngineEvent ended = ended(ActionResult.Kind.INDETERMINATE, "the kernel did not answer");
        assertThat(Sentence.of(ended))
                .as("an operation that may not have happened")
                .contains(new Sentence(
                        Kind.ALERT, "vip: local recovery indeterminate in 1.50 ms: the kernel did not answer"));
    }

    @Test
    void aStateIsShownWithLifekeepersCodeOnlyWhenItLasts() {
        assertThat(Sentence.of(new EngineEvent.StateChanged(
                        "vip", ServiceState.RECOVERING, ServiceState.IN_SERVICE, "ignored when all is well")))
                .contains(new Sentence(Kind.STATE, "vip: in service (ISP)"));
        assertThat(Sentence.of(
                        new EngineEvent.StateChanged("vip", ServiceState.IN_SERVICE, ServiceState.RECOVERING, "")))
                .as("a state on the way to another")
                .isEmpty();
    }

    @Test
    void timesHaveThreeFiguresAtMost() {
        assertThat(Sentence.millis(Duration.ofNanos(623_456))).isEqualTo("0.62 ms");
        assertThat(Sentence.millis(Duration.ofNanos(12_345_678))).isEqualTo("12.3 ms");
        assertThat(Sentence.millis(Duration.ofMillis(1_234))).isEqualTo("1234 ms");
    }

    private static EngineEvent ended(ActionResult.Kind outcome, String reason) {
        return new EngineEvent.OperationEnded(
                "vip", Operation.LOCAL_RECOVERY, outcome, reason, "", Duration.ofNanos(1_500_000));
    }
}
