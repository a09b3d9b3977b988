package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;

/** K6: local recovery. */
interface RecoveryRules extends ContractSubject {

    /** K6.1. */
    @Test
    default void required_k601_localRecoveryIsDoneOnlyWhenInService() throws Exception {
        try (Trial trial = Trial.begin(this).broken()) {
            ActionResult result = trial.act(Operation.LOCAL_RECOVERY);
            if (result instanceof ActionResult.Done) {
                trial.mustBeReally(true, "after a local recovery that says Done");
                assertThat(trial.quickCheck()).as("quick check after it").isInstanceOf(CheckResult.Healthy.class);
            } else if (result instanceof ActionResult.Failed) {
                trial.mustBeReally(false, "after a local recovery that says Failed");
            }
        }
    }

    /** K6.2. */
    @Test
    default void required_k602_localRecoveryMendsWhatIsBroken() throws Exception {
        ContractSubject.needs(this, KitBehavior.MENDS_HERE);
        try (Trial trial = Trial.begin(this).broken()) {
            trial.mustBeDoneAndReally(Operation.LOCAL_RECOVERY, true, "of what was broken");
        }
    }

    /** K6.3. */
    @Test
    default void required_k603_localRecoveryOfWhatIsWellDoesNoHarm() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            // The resource may have come back by itself between the check and this call.
            trial.act(Operation.LOCAL_RECOVERY);
            trial.mustBeReally(true, "after a local recovery of what was in service");
        }
    }

    /** K6.4. */
    @Test
    default void required_k604_localRecoveryCrashedAtAnyStepIsFinishedByAnother() throws Exception {
        Crashes.atEveryStep(this, Operation.LOCAL_RECOVERY, Trial::broken, trial -> {
            trial.mustBeDoneAndReally(Operation.RESTORE, true, "after a crash in local recovery");
            trial.mustBeDoneAndReally(Operation.REMOVE, false, "after a crash in local recovery and a restore");
        });
    }

    /** K6.5. */
    @Test
    default void required_k605_localRecoveryCrashedAtAnyStepIsTakenBackByRemove() throws Exception {
        Crashes.atEveryStep(
                this,
                Operation.LOCAL_RECOVERY,
                Trial::broken,
                trial -> trial.mustBeDoneAndReally(Operation.REMOVE, false, "after a crash in local recovery"));
    }

    /** K6.6. */
    @Test
    default void untested_k606_theSamePlaceIsTriedBeforeTheBackupPlace() {
        ContractSubject.untested("which places there are is known to the kit alone: test it beside the contract");
    }

    /** K6.7. */
    @Test
    default void untested_k607_firstAidIsKeptApartFromActions() {
        ContractSubject.untested("when a kit hears of trouble is known to the kit alone: test it beside the contract");
    }
}
