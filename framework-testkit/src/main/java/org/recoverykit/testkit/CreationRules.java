package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.recoverykit.engine.Operation;

/** K2: creation. */
interface CreationRules extends ContractSubject {

    /** K2.1. */
    @Test
    default void required_k201_createReturnsAFinishedKit() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            // The first call after creation is a quick check, whatever the state: nothing else prepares the kit.
            trial.quickCheck();
        }
    }

    /** K2.2. */
    @Test
    default void required_k202_createTouchesNothingOfTheResource() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            trial.mustBeReally(false, "after create; the harness gives a resource that is out of service");
            trial.inService();
            trial.restart();
            trial.mustBeReally(true, "after a restart's create and quick check");
        }
    }

    /** K2.3. */
    @Test
    default void required_k203_twoResourcesShareNoState() throws Exception {
        ContractSubject.needs(this, KitBehavior.INDEPENDENT_RESOURCES);
        try (Trial one = Trial.begin(this);
                Trial other = Trial.begin(this)) {
            one.inService();
            other.mustBeReally(false, "though only the other resource was restored");
            assertThat(other.quickCheck().kind().name())
                    .as("check of a resource that was not restored")
                    .isEqualTo("UNHEALTHY");
            other.inService();
            one.mustBeDoneAndReally(Operation.REMOVE, false, "of one of two");
            other.mustBeReally(true, "though only the other resource was removed");
        }
    }

    /** K2.4. */
    @Test
    default void untested_k204_settingsThatCannotWorkAreRefused() {
        ContractSubject.untested(
                "which settings cannot work here is known to the kit alone: test it beside the contract");
    }
}
