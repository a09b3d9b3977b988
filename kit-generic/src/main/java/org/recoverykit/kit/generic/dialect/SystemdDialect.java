package org.recoverykit.kit.generic.dialect;

import static org.recoverykit.spi.FailureScope.RETRY_HERE;
import static org.recoverykit.spi.FailureScope.TRY_ELSEWHERE;

import java.util.List;
import java.util.Set;
import org.recoverykit.kit.generic.run.Invocation;
import org.recoverykit.kit.generic.run.Outcome;
import org.recoverykit.kit.generic.run.Outcome.Exited;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;

/**
 * Units of systemd, through {@code systemctl}. Its exit codes alone do not do: {@code is-active} ends with 3 for a unit that is
 * failed and for one that is being started again, so the word that it prints is read, too.
 */
public final class SystemdDialect implements Dialect {
    private static final Set<String> OUT = Set.of("inactive", "failed");

    private final String systemctl;
    private final String unit;
    private final Subject subject;

    /** For a unit, through the program at this path. */
    public SystemdDialect(String systemctl, String unit, Subject subject) {
        this.systemctl = systemctl;
        this.unit = unit;
        this.subject = subject;
    }

    @Override
    public List<Step> steps(Operation operation, Occasion occasion) {
        return switch (operation) {
            case RESTORE -> List.of(step(Operation.RESTORE, "start", occasion));
            case REMOVE -> List.of(step(Operation.REMOVE, "stop", occasion));
            case QUICK_CHECK -> List.of(step(Operation.QUICK_CHECK, "is-active", occasion));
            case DEEP_CHECK -> List.of();
            case LOCAL_RECOVERY ->
                List.of(step(Operation.REMOVE, "stop", occasion), step(Operation.RESTORE, "start", occasion));
        };
    }

    @Override
    public CheckResult readCheck(Operation operation, Outcome outcome) {
        return Endings.check("is-active", outcome, exit -> {
            String state = exit.report().lastWord();
            return switch (exit.code()) {
                case 0 ->
                    state.equals("active") ? CheckResult.healthy() : CheckResult.healthyBut(unit + " is " + state);
                case 3 -> CheckResult.unhealthy(unit + " is " + state);
                case 4 -> CheckResult.unhealthy(unit + ": no such unit on this node", TRY_ELSEWHERE);
                // 1 is what systemctl says when systemd does not answer.
                default -> CheckResult.unknown(Endings.said("is-active", "systemd gave no answer", exit));
            };
        });
    }

    @Override
    public boolean provesOut(Outcome quickCheck) {
        return quickCheck instanceof Exited exit
                && (exit.code() == 4
                        || (exit.code() == 3 && OUT.contains(exit.report().lastWord())));
    }

    @Override
    public ActionResult readAction(Operation operation, Outcome outcome) {
        return operation == Operation.REMOVE
                ? Endings.action("stop", operation, outcome, this::stopped)
                : Endings.action("start", operation, outcome, this::started);
    }

    private ActionResult started(Exited exit) {
        return switch (exit.code()) {
            case 0 -> ActionResult.done();
            case 1 -> ActionResult.failed(Endings.said("start", "the job of " + unit + " failed", exit), RETRY_HERE);
            case 4 -> ActionResult.failed(Endings.said("start", "not permitted", exit), TRY_ELSEWHERE);
            case 5 -> ActionResult.failed(Endings.said("start", "no such unit on this node", exit), TRY_ELSEWHERE);
            case 6 -> ActionResult.failed(Endings.said("start", "the unit is not configured", exit), TRY_ELSEWHERE);
            default -> ActionResult.indeterminate(Endings.said("start", "an exit code without a meaning", exit));
        };
    }

    private ActionResult stopped(Exited exit) {
        // 5: not loaded, which the check that follows confirms or not.
        return exit.code() == 0 || exit.code() == 5
                ? ActionResult.done()
                : ActionResult.indeterminate(Endings.said("stop", unit + " may still be running", exit));
    }

    @Override
    public String description() {
        return unit + ", a unit of systemd. Keep systemd from starting it by itself: systemctl disable " + unit;
    }

    private Step step(Operation operation, String verb, Occasion occasion) {
        // systemctl takes the unit's name nowhere but on its command line.
        List<String> command = List.of(systemctl, "--no-pager", "--no-ask-password", verb, "--", unit);
        return new Step(operation, new Invocation(verb, command, subject.variables(operation, occasion)));
    }
}
