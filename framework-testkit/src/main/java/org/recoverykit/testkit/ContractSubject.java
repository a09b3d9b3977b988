package org.recoverykit.testkit;

import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.util.Set;

/** What all chapters of the contract need of the author's test class. */
interface ContractSubject {

    /** A fresh resource, out of service; closed by the contract at the end of each test. */
    KitHarness<?> harness() throws Exception;

    /** What this kit is not able to do; nothing by default. */
    default Set<KitBehavior> leftOut() {
        return Set.of();
    }

    /** Skips a test whose behaviour was left out, visibly. */
    static void needs(ContractSubject subject, KitBehavior behavior) {
        assumeFalse(subject.leftOut().contains(behavior), () -> "left out by the kit's author: " + behavior);
    }

    /** Shows a rule that no test can decide. */
    static void untested(String reason) {
        abort("untested: " + reason);
    }
}
