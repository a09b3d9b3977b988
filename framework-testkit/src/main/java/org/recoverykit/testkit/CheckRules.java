package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.CheckResult;

/** K5: the checks. */
interface CheckRules extends ContractSubject {

    /** K5.1. */
    @Test
    default void required_k501_quickCheckOfWhatWasNeverInServiceIsUnhealthy() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            assertThat(trial.quickCheck()).as("quick check, never restored").isInstanceOf(CheckResult.Unhealthy.class);
        }
    }

    /** K5.2. */
    @Test
    default void required_k502_quickCheckIsUnhealthyWhoeverTookItOut() throws Exception {
        try (Trial trial = Trial.begin(this).broken()) {
            assertThat(trial.quickCheck())
                    .as("quick check after somebody else took it out")
                    .isInstanceOf(CheckResult.Unhealthy.class);
        }
    }

    /** K5.3. */
    @Test
    default void required_k503_quickCheckHasNoEffect() throws Exception {
        hasNoEffect(Operation.QUICK_CHECK);
    }

    /** K5.4. */
    @Test
    default void required_k504_quickCheckAfterARestartSeesWhatIsThere() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            trial.restart();
            assertThat(trial.quickCheck()).as("quick check after a restart").isInstanceOf(CheckResult.Healthy.class);
        }
    }

    /** K5.5. */
    @Test
    default void required_k505_deepCheckIsHealthyInServiceAndNotWhenOut() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            assertThat(trial.check(Operation.DEEP_CHECK)).isInstanceOf(CheckResult.Healthy.class);
            trial.harness().breakIt();
            assertThat(trial.check(Operation.DEEP_CHECK))
                    .as("deep check of what is broken")
                    .isNotInstanceOf(CheckResult.Healthy.class);
        }
    }

    /** K5.6. */
    @Test
    default void required_k506_deepCheckHasNoLastingEffect() throws Exception {
        hasNoEffect(Operation.DEEP_CHECK);
    }

    /** K5.7. */
    @Test
    default void optional_k507_quickCheckIsCheap() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            int checks = 20;
            long fastest = Long.MAX_VALUE;
            for (int check = 0; check < checks; check++) {
                long start = System.nanoTime();
                trial.quickCheck();
                fastest = Math.min(fastest, System.nanoTime() - start);
            }
            assertThat(fastest / 1_000_000)
                    .as("the fastest of %s quick checks, in ms", checks)
                    .isLessThanOrEqualTo(20);
        }
    }

    /** K5.8. */
    @Test
    default void untested_k508_whatCannotBeFoundOutIsUnknown() {
        ContractSubject.untested(
                "what can keep a check from knowing is known to the kit alone: test it beside the contract");
    }

    private void hasNoEffect(Operation check) throws Exception {
        try (Trial trial = Trial.begin(this)) {
            Map<String, String> notes = trial.context().testNotes().all();
            trial.check(check);
            trial.mustBeReally(false, "after " + check + " of what is out");
            trial.broken();
            trial.check(check);
            trial.mustBeReally(false, "after " + check + " of what is broken");
            trial.restore();
            Map<String, String> inService = trial.context().testNotes().all();
            trial.check(check);
            trial.mustBeReally(true, "after " + check + " of what is in service");
            assertThat(trial.context().testNotes().all())
                    .as("notes after %s (at first %s)", check, notes)
                    .isEqualTo(inService);
        }
    }
}
