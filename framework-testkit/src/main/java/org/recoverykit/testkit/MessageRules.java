package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;

/** K11: results, messages and secrets. */
interface MessageRules extends ContractSubject {

    /** K11.1. */
    @Test
    default void required_k1101_everyOperationAnswersAndNeverNull() throws Exception {
        Lives.whole(this);
    }

    /** K11.2. */
    @Test
    default void required_k1102_failuresAreReturnedNotThrown() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            // Out of service, never restored: the operations' least comfortable moment that needs no harness.
            trial.check(Operation.DEEP_CHECK);
            trial.act(Operation.LOCAL_RECOVERY);
            trial.act(Operation.ISOLATE);
            trial.remove();
        }
    }

    /** K11.3. */
    @Test
    default void required_k1103_whatIsNotWellHasAReasonOfOneLine() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            CheckResult check = trial.quickCheck();
            assertThat(check.reason())
                    .as("reason of " + check)
                    .isNotBlank()
                    .doesNotContain("\n")
                    .doesNotContain("\tat ");
            ActionResult recovery = trial.broken().act(Operation.LOCAL_RECOVERY);
            assertThat(recovery.reason()).as("reason of " + recovery).doesNotContain("\n");
            assertThat(recovery instanceof ActionResult.Done
                            || !recovery.reason().isBlank())
                    .as("%s has a reason", recovery)
                    .isTrue();
        }
    }

    /** K11.4. */
    @Test
    default void required_k1104_secretsAreNeverSaid() throws Exception {
        List<String> secrets;
        try (Trial trial = Trial.begin(this)) {
            secrets = Said.secretsOf(trial.harness().config());
        }
        Said said = Lives.whole(this);
        for (String secret : secrets) {
            assertThat(said.containing(secret).size())
                    .as("results, steps, notes and suspects that tell a secret setting's value")
                    .isZero();
        }
    }

    /** K11.5. */
    @Test
    default void required_k1105_stepsHaveNames() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            TestCall restore = trial.call();
            trial.act(Operation.RESTORE, restore);
            TestCall remove = trial.call();
            trial.act(Operation.REMOVE, remove);
            assertThat(restore.steps()).as("steps of restore").noneMatch(String::isBlank);
            assertThat(remove.steps()).as("steps of remove").noneMatch(String::isBlank);
        }
    }

    /** K11.6. */
    @Test
    default void untested_k1106_secretsAreNotLogged() {
        ContractSubject.untested("the test kit binds no logging library; read what the kit logs");
    }
}
