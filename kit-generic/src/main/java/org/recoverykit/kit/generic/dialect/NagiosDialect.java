package org.recoverykit.kit.generic.dialect;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.recoverykit.kit.generic.run.Invocation;
import org.recoverykit.kit.generic.run.Outcome;
import org.recoverykit.kit.generic.run.Outcome.Exited;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** Plug-ins of Nagios and its kin: they check. Scripts, if there are any, do the rest. */
public final class NagiosDialect implements Dialect {
    private final String plugin;
    private final List<String> arguments;
    private final List<String> deepArguments;
    private final Optional<Dialect> actions;
    private final Subject subject;

    /**
     * For the plug-in at this path.
     *
     * @param arguments of the quick check
     * @param deepArguments of the deep check; empty if there is none of its own
     * @param actions restores and removes; empty: nobody does, the plug-in only watches
     */
    public NagiosDialect(
            String plugin,
            List<String> arguments,
            List<String> deepArguments,
            Optional<Dialect> actions,
            Subject subject) {
        this.plugin = plugin;
        this.arguments = List.copyOf(arguments);
        this.deepArguments = List.copyOf(deepArguments);
        this.actions = actions;
        this.subject = subject;
    }

    @Override
    public boolean watchesOnly() {
        return actions.isEmpty();
    }

    @Override
    public List<Step> steps(Operation operation, Occasion occasion) {
        return switch (operation) {
            case QUICK_CHECK -> List.of(check(operation, arguments, occasion));
            case DEEP_CHECK -> deepArguments.isEmpty() ? List.of() : List.of(check(operation, deepArguments, occasion));
            case RESTORE, REMOVE, LOCAL_RECOVERY ->
                actions.map(a -> a.steps(operation, occasion)).orElse(List.of());
        };
    }

    @Override
    public CheckResult readCheck(Operation operation, Outcome outcome) {
        return Endings.check("plug-in", outcome, exit -> switch (exit.code()) {
            case 0 -> CheckResult.healthy();
            case 1 -> CheckResult.healthyBut(status(exit, "WARNING"));
            case 2 -> CheckResult.unhealthy(status(exit, "CRITICAL"), failure());
            default -> CheckResult.unknown(status(exit, exit.code() == 3 ? "UNKNOWN" : "exit " + exit.code()));
        });
    }

    @Override
    public ActionResult readAction(Operation operation, Outcome outcome) {
        return actions.map(a -> a.readAction(operation, outcome))
                .orElseGet(() -> ActionResult.indeterminate("a plug-in only checks"));
    }

    /** What only watches cannot mend here, so starting again in place would be in vain. */
    private FailureScope failure() {
        return watchesOnly() ? FailureScope.TRY_ELSEWHERE : FailureScope.RETRY_HERE;
    }

    /** The first line, without the figures that follow a bar. */
    private static String status(Exited exit, String otherwise) {
        return exit.report().lastLines().stream()
                .map(line -> line.split("\\|", 2)[0].strip())
                .filter(line -> !line.isEmpty())
                .findFirst()
                .orElse(otherwise);
    }

    private Step check(Operation operation, List<String> words, Occasion occasion) {
        List<String> command = Stream.concat(Stream.of(plugin), words.stream()).toList();
        return new Step(operation, new Invocation(operation.word(), command, subject.variables(operation, occasion)));
    }
}
