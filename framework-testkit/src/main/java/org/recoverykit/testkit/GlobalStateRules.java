package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** K10: what the whole process shares. */
interface GlobalStateRules extends ContractSubject {

    /** K10.1. */
    @Test
    default void required_k1001_whatTheProcessSharesIsLeftAlone() throws Exception {
        GlobalState before = GlobalState.now();
        try {
            Lives.whole(this);
            assertThat(GlobalState.now().changesSince(before))
                    .as("changes to what the whole process shares")
                    .isEmpty();
        } finally {
            before.giveBack();
        }
    }

    /** K10.2. */
    @Test
    default void untested_k1002_theProcessIsNeverEnded() {
        ContractSubject.untested(
                "a kit that calls System.exit or Runtime.halt ends the tests as well: look for the calls");
    }

    /** K10.3. */
    @Test
    default void untested_k1003_theEngineIsNotCalledBlockingly() {
        ContractSubject.untested("there is no engine here; it refuses start and close from a kit's thread by itself");
    }
}
