package org.recoverykit.testkit;

import org.junit.jupiter.api.Test;
import org.recoverykit.engine.Operation;

/** K4: remove, and isolate. */
interface RemoveRules extends ContractSubject {

    /** K4.1. */
    @Test
    default void required_k401_removeIsDoneOnlyWhenOut() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            trial.mustBeDoneAndReally(Operation.REMOVE, false, "of what is in service");
        }
    }

    /** K4.2. */
    @Test
    default void required_k402_removeOfWhatIsOutIsDone() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            trial.mustBeDoneAndReally(Operation.REMOVE, false, "of what is in service");
            trial.mustBeDoneAndReally(Operation.REMOVE, false, "a second time");
        }
    }

    /** K4.3. */
    @Test
    default void required_k403_removeOfWhatWasNeverInServiceIsDone() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            trial.mustBeDoneAndReally(Operation.REMOVE, false, "of what was never in service");
        }
    }

    /** K4.4. */
    @Test
    default void required_k404_removeOfWhatAnEarlierProcessRestoredIsDone() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            trial.restart();
            trial.mustBeDoneAndReally(Operation.REMOVE, false, "after a restart of the engine");
        }
    }

    /** K4.5. */
    @Test
    default void required_k405_removeCrashedAtAnyStepIsFinishedByAnother() throws Exception {
        Crashes.atEveryStep(
                this,
                Operation.REMOVE,
                Trial::inService,
                trial -> trial.mustBeDoneAndReally(Operation.REMOVE, false, "after a crash in remove"));
    }

    /** K4.6. */
    @Test
    default void required_k406_removeCrashedAtAnyStepIsUndoneByRestore() throws Exception {
        Crashes.atEveryStep(
                this,
                Operation.REMOVE,
                Trial::inService,
                trial -> trial.mustBeDoneAndReally(Operation.RESTORE, true, "after a crash in remove"));
    }

    /** K4.7. */
    @Test
    default void required_k407_removeOfWhatIsBrokenIsDone() throws Exception {
        try (Trial trial = Trial.begin(this).broken()) {
            trial.mustBeDoneAndReally(Operation.REMOVE, false, "of what somebody else took out");
        }
    }

    /** K4.8. */
    @Test
    default void required_k408_restoreAndRemoveCanBeRepeated() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            for (int round = 1; round <= 3; round++) {
                trial.mustBeDoneAndReally(Operation.RESTORE, true, "in round " + round);
                trial.mustBeDoneAndReally(Operation.REMOVE, false, "in round " + round);
            }
        }
    }

    /** K4.9. */
    @Test
    default void required_k409_removeFollowsIsolate() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            trial.act(Operation.ISOLATE);
            trial.mustBeDoneAndReally(Operation.REMOVE, false, "after isolate");
        }
    }

    /** K4.10. */
    @Test
    default void untested_k410_removeThatCannotProveItSaysIndeterminate() {
        ContractSubject.untested(
                "what can keep a remove from knowing is known to the kit alone: test it beside the contract");
    }
}
