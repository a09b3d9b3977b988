package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;

/** K8: notes. */
interface NotesRules extends ContractSubject {

    /** K8.1. */
    @Test
    default void required_k801_whatCouldNotBeNotedIsStillRemovedByAnother() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            TestNotes disk = trial.context().testNotes();
            disk.failing(true);
            Ended<ActionResult> ended = trial.act(Operation.RESTORE, trial.call());
            if (ended.result().filter(ActionResult.Done.class::isInstance).isPresent()) {
                trial.mustBeReally(true, "after a restore that says Done though notes could not be written");
            }
            disk.failing(false);
            trial.restart();
            trial.mustBeDoneAndReally(Operation.REMOVE, false, "by another after notes could not be written");
        }
    }

    /** K8.2. */
    @Test
    default void required_k802_factsSurviveInNotesNotInTheObject() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            trial.restart();
            trial.harness().breakIt();
            trial.restart();
            trial.mustBeDoneAndReally(Operation.RESTORE, true, "by the third process");
            trial.restart();
            trial.mustBeDoneAndReally(Operation.REMOVE, false, "by the fourth process");
        }
    }

    /** K8.3. */
    @Test
    default void optional_k803_aRepeatedRestoreWritesNothing() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            trial.restore();
            int writes = trial.context().testNotes().writes();
            trial.restore();
            assertThat(trial.context().testNotes().writes())
                    .as(
                            "writes to the notes: a restore of what is in service has nothing to note, and each costs a flush")
                    .isEqualTo(writes);
        }
    }
}
