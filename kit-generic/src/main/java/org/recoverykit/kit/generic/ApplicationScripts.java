package org.recoverykit.kit.generic;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.kit.generic.dialect.Dialect;
import org.recoverykit.kit.generic.dialect.Occasion;
import org.recoverykit.kit.generic.dialect.Operation;
import org.recoverykit.kit.generic.dialect.Step;
import org.recoverykit.kit.generic.run.LinuxScriptRunner;
import org.recoverykit.kit.generic.run.Outcome;
import org.recoverykit.kit.generic.run.ScriptRunner.Purpose;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scripts of one application: run as the dialect says, and understood. */
final class ApplicationScripts {
    private static final Logger LOG = LoggerFactory.getLogger(ApplicationScripts.class);

    private final String tag;
    private final Dialect dialect;
    private final LinuxScriptRunner runner;
    private final Duration grace;

    ApplicationScripts(String tag, Dialect dialect, LinuxScriptRunner runner, Duration grace) {
        this.tag = tag;
        this.dialect = dialect;
        this.runner = runner;
        this.grace = grace;
    }

    Budget budget(Call call) {
        return new Budget(call, grace);
    }

    boolean watchesOnly() {
        return dialect.watchesOnly();
    }

    boolean provides(Operation operation, Call call) {
        return !steps(operation, call, Duration.ZERO, "").isEmpty();
    }

    private List<Step> steps(Operation operation, Call call, Duration limit, String reason) {
        return dialect.steps(operation, new Occasion(call.why(), call.attempt(), limit, reason));
    }

    /** Runs a check; empty if it is not provided. */
    Optional<CheckResult> check(Operation operation, Call call) throws InterruptedException {
        return outcomeOfCheck(operation, call).map(outcome -> dialect.readCheck(operation, outcome));
    }

    private Optional<Outcome> outcomeOfCheck(Operation operation, Call call) throws InterruptedException {
        Duration limit = budget(call).script();
        List<Step> steps = steps(operation, call, limit, "");
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        Step step = steps.get(0);
        Outcome outcome = runner.run(step.invocation(), Purpose.LEAVES_NOTHING, limit);
        Events.log(tag, step, outcome);
        return Optional.of(outcome);
    }

    /** Whether the check proves that the application is out of service; else what it said. Empty if there is no check. */
    Optional<Proof> proof(Call call) throws InterruptedException {
        return outcomeOfCheck(Operation.QUICK_CHECK, call)
                .map(outcome ->
                        new Proof(dialect.provesOut(outcome), dialect.readCheck(Operation.QUICK_CHECK, outcome)));
    }

    /**
     * A look after a remove.
     *
     * @param out whether it proves that all is out
     * @param found what it found
     */
    record Proof(boolean out, CheckResult found) {}

    /** Runs an action, step by step, as far as each is done. */
    Ran act(Operation operation, Call call, Duration limit, String reason) throws InterruptedException {
        List<Step> steps = steps(operation, call, limit, reason);
        ActionResult result =
                ActionResult.failed("no " + operation.word() + " is provided", FailureScope.TRY_ELSEWHERE);
        boolean begun = false;
        for (Step step : steps) {
            Duration left = begun ? min(limit, budget(call).script()) : limit;
            Outcome outcome = runner.run(step.invocation(), purpose(step.operation()), left);
            begun |= !(outcome instanceof Outcome.NotStarted);
            Events.log(tag, step, outcome);
            result = dialect.readAction(step.operation(), outcome);
            if (result.kind() != ActionResult.Kind.DONE) {
                break;
            }
        }
        return new Ran(result, begun);
    }

    private static Purpose purpose(Operation operation) {
        return switch (operation) {
            case RESTORE, LOCAL_RECOVERY -> Purpose.STARTS_SERVICE;
            case REMOVE, QUICK_CHECK, DEEP_CHECK -> Purpose.LEAVES_NOTHING;
        };
    }

    /** Ends what its remove has left running; who that was. */
    List<String> endService(Call call) throws InterruptedException {
        List<String> ended = runner.endService(budget(call).proof());
        if (!ended.isEmpty()) {
            LOG.warn("event=service-left-running resource={} ended={}", tag, ended);
        }
        return ended;
    }

    String description() {
        String described = dialect.description();
        return described.isEmpty() ? "scripts of your own" : described;
    }

    String containment() {
        return runner.level() + "; checks skipped because one was still running: " + runner.skipped();
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
