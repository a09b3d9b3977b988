package org.recoverykit.kit.generic.ocf;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.recoverykit.kit.generic.dialect.Dialect;
import org.recoverykit.kit.generic.dialect.Endings;
import org.recoverykit.kit.generic.dialect.Occasion;
import org.recoverykit.kit.generic.dialect.Operation;
import org.recoverykit.kit.generic.dialect.Step;
import org.recoverykit.kit.generic.run.Invocation;
import org.recoverykit.kit.generic.run.Outcome;
import org.recoverykit.kit.generic.run.Outcome.Exited;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;

/** A resource agent as it is: start, stop, monitor, and recover where it has it. */
final class OcfDialect implements Dialect {
    private final OcfAgent agent;
    private final AgentMetaData metaData;
    private final int deepLevel;

    OcfDialect(OcfAgent agent, AgentMetaData metaData, int deepLevel) {
        this.agent = agent;
        this.metaData = metaData;
        this.deepLevel = deepLevel;
    }

    @Override
    public List<Step> steps(Operation operation, Occasion occasion) {
        return switch (operation) {
            case RESTORE -> List.of(step(Operation.RESTORE, "start", occasion));
            case REMOVE -> List.of(step(Operation.REMOVE, "stop", occasion));
            case QUICK_CHECK -> List.of(monitor(operation, 0, occasion));
            case DEEP_CHECK -> deepLevel == 0 ? List.of() : List.of(monitor(operation, deepLevel, occasion));
            case LOCAL_RECOVERY ->
                metaData.advertises("recover")
                        ? List.of(step(operation, "recover", occasion))
                        : List.of(step(Operation.REMOVE, "stop", occasion), step(Operation.RESTORE, "start", occasion));
        };
    }

    @Override
    public CheckResult readCheck(Operation operation, Outcome outcome) {
        BiFunction<OcfExit, String, CheckResult> reading =
                operation == Operation.DEEP_CHECK ? OcfDialect::seenDeeply : OcfDialect::seen;
        return Endings.check("monitor", outcome, exit -> known(exit, "monitor", reading, CheckResult::unknown));
    }

    /**
     * A deeper level may want parameters of its own: nginx advertises level 30 and answers 6 there until somebody says what
     * to do. The quick check takes the same parameters for good, so the level is at fault and not the service.
     */
    private static CheckResult seenDeeply(OcfExit end, String reason) {
        return switch (end) {
            case ARGS, UNIMPLEMENTED, CONFIGURED ->
                CheckResult.unknown(reason + "; give the agent what this level needs, or set deepLevel");
            default -> seen(end, reason);
        };
    }

    private static CheckResult seen(OcfExit end, String reason) {
        return switch (end) {
            case SUCCESS -> CheckResult.healthy();
            case DEGRADED, RUNNING_PROMOTED, DEGRADED_PROMOTED -> CheckResult.healthyBut(reason);
            // An agent that cannot look has seen no failure.
            case UNIMPLEMENTED -> CheckResult.unknown(reason);
            case GENERIC, ARGS, PERM, INSTALLED, CONFIGURED, NOT_RUNNING, FAILED_PROMOTED ->
                CheckResult.unhealthy(reason, end.scope());
        };
    }

    /**
     * Only "not running" proves it. "Not installed" does not: the Filesystem agent says so of a mounted file system when
     * modprobe is missing.
     */
    @Override
    public boolean provesOut(Outcome quickCheck) {
        return quickCheck instanceof Exited exit && exit.code() == OcfExit.NOT_RUNNING.code();
    }

    @Override
    public ActionResult readAction(Operation operation, Outcome outcome) {
        String verb = switch (operation) {
            case REMOVE -> "stop";
            case LOCAL_RECOVERY -> "recover";
            default -> "start";
        };
        BiFunction<OcfExit, String, ActionResult> reading =
                operation == Operation.REMOVE ? this::stopped : this::started;
        return Endings.action(
                verb, operation, outcome, exit -> known(exit, verb, reading, ActionResult::indeterminate));
    }

    private ActionResult started(OcfExit end, String reason) {
        return end == OcfExit.SUCCESS ? ActionResult.done() : ActionResult.failed(reason, end.scope());
    }

    private ActionResult stopped(OcfExit end, String reason) {
        // Some agents say "not running" for what is stopped already. Either is a claim; the monitor that follows proves
        // it.
        return end == OcfExit.SUCCESS || end == OcfExit.NOT_RUNNING
                ? ActionResult.done()
                : ActionResult.indeterminate(reason + "; it may still be running");
    }

    @Override
    public String description() {
        return metaData.described();
    }

    private static <R> R known(
            Exited exit, String verb, BiFunction<OcfExit, String, R> reading, Function<String, R> otherwise) {
        return OcfExit.of(exit.code())
                .map(end -> reading.apply(end, reason(verb, end, exit)))
                .orElseGet(() -> otherwise.apply(Endings.said(verb, "an exit code that OCF does not define", exit)));
    }

    /** The agent's own reason where it gives one on a line of its own; the last line otherwise. */
    private static String reason(String verb, OcfExit end, Exited exit) {
        return exit.report().lastLines().stream()
                .filter(line -> line.startsWith(OcfAgent.REASON))
                .reduce((first, second) -> second)
                .map(line -> verb + ": " + end.words() + " (exit " + end.code() + "): "
                        + line.substring(OcfAgent.REASON.length()).strip())
                .orElseGet(() -> Endings.said(verb, end.words(), exit));
    }

    private Step step(Operation operation, String verb, Occasion occasion) {
        return step(operation, verb, occasion, Map.of("OCF_RESKEY_CRM_meta_interval", "0"));
    }

    private Step monitor(Operation operation, int level, Occasion occasion) {
        return step(
                operation,
                "monitor",
                occasion,
                Map.of(
                        "OCF_CHECK_LEVEL",
                        Integer.toString(level),
                        "OCF_RESKEY_CRM_meta_interval",
                        Long.toString(interval(occasion.why()).toMillis())));
    }

    /**
     * Zero tells an agent that nobody knows the state yet, so that it is no error if what it needs is not here. Of any other
     * only that it is not zero matters; which one it is only the engine knows.
     */
    private static Duration interval(Call.Why why) {
        return why == Call.Why.CHECK || why == Call.Why.RECOVERY ? Duration.ofSeconds(10) : Duration.ZERO;
    }

    private Step step(Operation operation, String verb, Occasion occasion, Map<String, String> more) {
        Map<String, String> environment = agent.variables(operation, occasion);
        environment.putAll(more);
        return new Step(operation, new Invocation(label(operation, verb), List.of(agent.path(), verb), environment));
    }

    private static String label(Operation operation, String verb) {
        return operation == Operation.DEEP_CHECK ? "deep-" + verb : verb;
    }
}
