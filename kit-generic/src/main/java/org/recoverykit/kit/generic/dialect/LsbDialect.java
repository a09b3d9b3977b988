package org.recoverykit.kit.generic.dialect;

import static org.recoverykit.spi.FailureScope.NOWHERE;
import static org.recoverykit.spi.FailureScope.RETRY_HERE;
import static org.recoverykit.spi.FailureScope.TRY_ELSEWHERE;

import java.util.List;
import org.recoverykit.kit.generic.run.Invocation;
import org.recoverykit.kit.generic.run.Outcome;
import org.recoverykit.kit.generic.run.Outcome.Exited;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;

/**
 * Init scripts of the Linux Standard Base (LSB 5, Core, 22.2): {@code start}, {@code stop}, {@code status}. A local recovery is
 * a stop and a start, for {@code restart} has one exit code for both.
 */
public final class LsbDialect implements Dialect {
    private final String script;
    private final Subject subject;

    /** For the init script at this path. */
    public LsbDialect(String script, Subject subject) {
        this.script = script;
        this.subject = subject;
    }

    @Override
    public List<Step> steps(Operation operation, Occasion occasion) {
        return switch (operation) {
            case RESTORE -> List.of(step(Operation.RESTORE, "start", occasion));
            case REMOVE -> List.of(step(Operation.REMOVE, "stop", occasion));
            case QUICK_CHECK -> List.of(step(Operation.QUICK_CHECK, "status", occasion));
            case DEEP_CHECK -> List.of();
            case LOCAL_RECOVERY ->
                List.of(step(Operation.REMOVE, "stop", occasion), step(Operation.RESTORE, "start", occasion));
        };
    }

    @Override
    public CheckResult readCheck(Operation operation, Outcome outcome) {
        return Endings.check("status", outcome, exit -> switch (exit.code()) {
            case 0 -> CheckResult.healthy();
            case 1 -> CheckResult.unhealthy(said("status", "dead, and its pid file is left", exit));
            case 2 -> CheckResult.unhealthy(said("status", "dead, and its lock file is left", exit));
            case 3 -> CheckResult.unhealthy(said("status", "not running", exit));
            case 4 -> CheckResult.unknown(said("status", "the script cannot tell", exit));
            default -> CheckResult.unknown(said("status", "an exit code that LSB does not define", exit));
        });
    }

    @Override
    public ActionResult readAction(Operation operation, Outcome outcome) {
        return operation == Operation.REMOVE
                ? Endings.action("stop", operation, outcome, LsbDialect::stopped)
                : Endings.action("start", operation, outcome, LsbDialect::started);
    }

    private static ActionResult started(Exited exit) {
        return switch (exit.code()) {
            case 0 -> ActionResult.done();
            case 1 -> ActionResult.failed(said("start", "failed", exit), RETRY_HERE);
            case 2 -> ActionResult.failed(said("start", "the script refuses its arguments", exit), NOWHERE);
            case 3 -> ActionResult.failed(said("start", "the script does not know this action", exit), NOWHERE);
            case 4 -> ActionResult.failed(said("start", "not permitted", exit), TRY_ELSEWHERE);
            case 5 -> ActionResult.failed(said("start", "the program is not installed", exit), TRY_ELSEWHERE);
            // Each node has its own configuration in /etc, so another one may have a good one.
            case 6 -> ActionResult.failed(said("start", "the program is not configured", exit), TRY_ELSEWHERE);
            case 7 -> ActionResult.failed(said("start", "not running", exit), RETRY_HERE);
            default -> ActionResult.indeterminate(said("start", "an exit code that LSB does not define", exit));
        };
    }

    private static ActionResult stopped(Exited exit) {
        return switch (exit.code()) {
            // 7: it was not running. A claim, as 0 is one; the status that follows proves it.
            case 0, 7 -> ActionResult.done();
            default -> ActionResult.indeterminate(said("stop", "may still be running", exit));
        };
    }

    private static String said(String who, String what, Exited exit) {
        return Endings.said(who, what, exit);
    }

    private Step step(Operation operation, String verb, Occasion occasion) {
        return new Step(operation, new Invocation(verb, List.of(script, verb), subject.variables(operation, occasion)));
    }
}
