package org.recoverykit.kit.generic.dialect;

import java.util.List;
import java.util.Map;
import org.recoverykit.kit.generic.run.Invocation;
import org.recoverykit.kit.generic.run.Outcome;
import org.recoverykit.kit.generic.run.Outcome.Exited;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/**
 * Scripts of the administrator's own. Few exit codes, and none that a shell or a runtime uses for trouble of its own: a typing
 * error must not look like an answer.
 */
public final class ScriptsDialect implements Dialect {
    /** Done; in service. */
    public static final int YES = 0;
    /** Not done; not in service. Worth trying here. */
    public static final int NO = 1;
    /** The same, but only another node can do it. */
    public static final int ELSEWHERE = 10;
    /** The same, and no node can: a person must mend it. */
    public static final int NOWHERE = 11;
    /** The script cannot tell. */
    public static final int UNSURE = 20;
    /** Of checks: in service, with a warning. OCF calls that degraded. */
    public static final int DEGRADED = 190;

    private final Subject subject;
    private final Map<Operation, ScriptCommand> commands;

    /** Operations without a command are not provided. */
    public ScriptsDialect(Subject subject, Map<Operation, ScriptCommand> commands) {
        this.subject = subject;
        this.commands = Map.copyOf(commands);
    }

    @Override
    public List<Step> steps(Operation operation, Occasion occasion) {
        ScriptCommand command = commands.get(operation);
        if (command == null) {
            return List.of();
        }
        Map<String, String> variables = subject.variables(operation, occasion);
        return List.of(
                new Step(operation, new Invocation(operation.word(), command.words(), variables, command.read())));
    }

    @Override
    public CheckResult readCheck(Operation operation, Outcome outcome) {
        return Endings.check(operation.word(), outcome, exited -> found(operation, exited));
    }

    private static CheckResult found(Operation operation, Exited exited) {
        String said = exited.report().lastWord();
        String text = said.isEmpty() ? operation.word() + " exited with " + exited.code() : said;
        return switch (exited.code()) {
            case YES -> CheckResult.healthy();
            case DEGRADED -> CheckResult.healthyBut(text);
            case NO -> CheckResult.unhealthy(text);
            case ELSEWHERE -> CheckResult.unhealthy(text, FailureScope.TRY_ELSEWHERE);
            case NOWHERE -> CheckResult.unhealthy(text, FailureScope.NOWHERE);
            case UNSURE -> CheckResult.unknown(text);
            default -> CheckResult.unknown(undefined(operation, exited, "0, 1, 10, 11, 20, 190"));
        };
    }

    @Override
    public ActionResult readAction(Operation operation, Outcome outcome) {
        return Endings.action(operation.word(), operation, outcome, exited -> ended(operation, exited));
    }

    private static ActionResult ended(Operation operation, Exited exited) {
        String text = Endings.said(operation.word(), "not done", exited);
        return switch (exited.code()) {
            case YES -> ActionResult.done();
            case NO -> ActionResult.failed(text, FailureScope.RETRY_HERE);
            case ELSEWHERE -> ActionResult.failed(text, FailureScope.TRY_ELSEWHERE);
            case NOWHERE -> ActionResult.failed(text, FailureScope.NOWHERE);
            case UNSURE -> ActionResult.indeterminate(text);
            default -> ActionResult.indeterminate(undefined(operation, exited, "0, 1, 10, 11, 20"));
        };
    }

    private static String undefined(Operation operation, Exited exited, String defined) {
        return Endings.said(operation.word(), "that code means nothing here, defined are " + defined, exited);
    }
}
