package org.recoverykit.kit.generic.dialect;

import java.util.List;
import org.recoverykit.kit.generic.run.Outcome;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;

/** How one tradition of scripts is called and understood. Pure: runs nothing. */
public interface Dialect {

    /** What to run, in this order; the next one only after the last one was Done. Empty: this operation is not provided. */
    List<Step> steps(Operation operation, Occasion occasion);

    /** What the outcome of a check means. An exit code that the dialect does not define is Unknown. */
    CheckResult readCheck(Operation operation, Outcome outcome);

    /** What the outcome of an action means. An exit code that the dialect does not define is Indeterminate. */
    ActionResult readAction(Operation operation, Outcome outcome);

    /**
     * Whether the outcome of a quick check that follows a remove proves that nothing is left. Unhealthy is not enough where a
     * dialect tells failed (something may still run) from cleanly out. The kit answers Done to a remove on the strength of it.
     */
    default boolean provesOut(Outcome quickCheck) {
        return readCheck(Operation.QUICK_CHECK, quickCheck).kind() == CheckResult.Kind.UNHEALTHY;
    }

    /** What can be read about the script, for the kit's command {@code describe}; empty if nothing. */
    default String description() {
        return "";
    }

    /** Whether this dialect only looks: then restore is Done when the check is Healthy, and remove does nothing. */
    default boolean watchesOnly() {
        return false;
    }
}
