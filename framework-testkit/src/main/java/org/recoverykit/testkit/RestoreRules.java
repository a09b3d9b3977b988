package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.CheckResult;

/** K3: restore. */
interface RestoreRules extends ContractSubject {

    /** K3.1. */
    @Test
    default void required_k301_restoreIsDoneOnlyWhenInService() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            trial.mustBeDoneAndReally(Operation.RESTORE, true, "of what is out of service");
        }
    }

    /** K3.2. */
    @Test
    default void required_k302_restoreOfWhatIsInServiceIsDone() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            trial.mustBeDoneAndReally(Operation.RESTORE, true, "of what is in service");
            trial.restart();
            trial.mustBeDoneAndReally(Operation.RESTORE, true, "of what an earlier process brought in service");
        }
    }

    /** K3.3. */
    @Test
    default void required_k303_quickCheckAfterRestoreIsHealthy() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            assertThat(trial.quickCheck()).as("quick check after restore").isInstanceOf(CheckResult.Healthy.class);
        }
    }

    /** K3.4. */
    @Test
    default void required_k304_restoreCrashedAtAnyStepIsFinishedByAnother() throws Exception {
        int steps = Crashes.atEveryStep(this, Operation.RESTORE, trial -> {}, trial -> {
            trial.mustBeDoneAndReally(Operation.RESTORE, true, "after a crash in restore");
            trial.mustBeDoneAndReally(Operation.REMOVE, false, "after a crash in restore and another restore");
        });
        ContractSubject.needs(this, KitBehavior.TELLS_STEPS);
        assertThat(steps).as("steps that restore tells").isPositive();
    }

    /** K3.5. */
    @Test
    default void required_k305_restoreCrashedAtAnyStepIsTakenBackByRemove() throws Exception {
        Crashes.atEveryStep(
                this,
                Operation.RESTORE,
                trial -> {},
                trial -> trial.mustBeDoneAndReally(Operation.REMOVE, false, "after a crash in restore"));
    }

    /** K3.6. */
    @Test
    default void required_k306_aBrokenResourceIsRestored() throws Exception {
        try (Trial trial = Trial.begin(this).broken()) {
            trial.mustBeDoneAndReally(Operation.RESTORE, true, "of what somebody else took out");
        }
    }

    /** K3.7. */
    @Test
    default void untested_k307_aFailedRestoreTakesBackWhatItBegan() {
        ContractSubject.untested(
                "how to make a restore fail half-way is known to the kit alone: test it beside the contract");
    }
}
