package org.recoverykit.core.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.recoverykit.core.decide.HierarchyState;
import org.recoverykit.core.decide.HostCommand;
import org.recoverykit.core.decide.Observation;
import org.recoverykit.core.decide.Planner;
import org.recoverykit.core.decide.StatusView;
import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.EngineListener;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.Plan;
import org.recoverykit.engine.Problem;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.StatusSnapshot;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.Registration;

/** The engine as its host sees it: turns wishes into observations and calls, and answers them. */
final class RunningEngine implements RecoveryEngine {
    private enum Phase {
        NEW,
        RUNNING,
        CLOSED
    }

    private final EngineSettings settings;
    private final Roster roster;
    private final LoopServices services;
    private final EventHub hub;
    private final Answers answers;
    private final List<Problem> problems;
    private final Rehearsal rehearsal;
    private final Shutdown shutdown;
    private volatile Phase phase = Phase.NEW;

    RunningEngine(
            EngineSettings settings,
            Roster roster,
            LoopServices services,
            EventHub hub,
            Answers answers,
            List<Problem> problems,
            Rehearsal rehearsal,
            Runnable released) {
        this.settings = settings;
        this.roster = roster;
        this.services = services;
        this.hub = hub;
        this.answers = answers;
        this.problems = List.copyOf(problems);
        this.rehearsal = rehearsal;
        this.shutdown = new Shutdown(roster, services, hub, answers, released);
    }

    @Override
    public void start() {
        refuseOnWorker("start");
        if (moveTo(Phase.RUNNING) != Phase.NEW) {
            throw new IllegalStateException("an engine starts once; this one was started or closed before");
        }
        hub.publish(new EngineEvent.EngineStarted(
                settings.node(), roster.hierarchies().size(), roster.size()));
        for (Hierarchy hierarchy : roster.hierarchies()) {
            hierarchy.loop().post(new Observation.Started());
            for (ProtectedResource resource : hierarchy.resources().values()) {
                resource.context().connect(hierarchy.loop());
                resource.watch();
            }
        }
        if (settings.rehearse()) {
            rehearsal.begin();
        }
    }

    @Override
    public CompletionStage<CommandOutcome> restore(String tag) {
        return command(roster.holding(tag), noResource(tag), new HostCommand.Restore(tag));
    }

    @Override
    public CompletionStage<CommandOutcome> remove(String tag) {
        return command(roster.holding(tag), noResource(tag), new HostCommand.Remove(tag));
    }

    @Override
    public CompletionStage<CommandOutcome> restoreHierarchy(String hierarchy) {
        return command(roster.named(hierarchy), noHierarchy(hierarchy), new HostCommand.RestoreAll());
    }

    @Override
    public CompletionStage<CommandOutcome> removeHierarchy(String hierarchy) {
        return command(roster.named(hierarchy), noHierarchy(hierarchy), new HostCommand.RemoveAll());
    }

    @Override
    public CompletionStage<CommandOutcome> switchover(String hierarchy, String toNode) {
        return command(roster.named(hierarchy), noHierarchy(hierarchy), new HostCommand.Switchover(toNode));
    }

    @Override
    public CompletionStage<CommandOutcome> stopAll() {
        List<CompletableFuture<CommandOutcome>> all = roster.hierarchies().stream()
                .map(hierarchy -> command(Optional.of(hierarchy), "", new HostCommand.RemoveAll())
                        .toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done ->
                        combined(all.stream().map(CompletableFuture::join).toList()))
                .minimalCompletionStage();
    }

    @Override
    public CompletionStage<CommandOutcome> maintenance(String tag, boolean on) {
        return command(roster.holding(tag), noResource(tag), new HostCommand.Maintenance(on));
    }

    @Override
    public CompletionStage<CommandOutcome> cleanup(String tag) {
        return command(roster.holding(tag), noResource(tag), new HostCommand.Cleanup(tag));
    }

    /** Looks by itself, so that it works in maintenance too; what it finds wrong the decider looks at in its own way. */
    @Override
    public CompletionStage<CheckResult> check(String tag, CheckLevel level) {
        Operation operation = level == CheckLevel.DEEP ? Operation.DEEP_CHECK : Operation.QUICK_CHECK;
        return call(tag, KitOperation.check(operation), org.recoverykit.spi.Call.Why.CHECK, result -> {
            if (result.kind() == CheckResult.Kind.UNHEALTHY) {
                roster.holding(tag)
                        .ifPresent(hierarchy -> hierarchy
                                .loop()
                                .post(new Observation.Suspected(tag, "a check by command: " + result.reason())));
            }
        });
    }

    @Override
    public CompletionStage<CommandResult> perform(String tag, KitCommand command) {
        return call(tag, KitOperation.command(command), org.recoverykit.spi.Call.Why.COMMAND, result -> {});
    }

    @Override
    public StatusSnapshot status() {
        Moment now = services.now();
        return new StatusSnapshot(
                settings.node(),
                now.wall(),
                roster.hierarchies().stream()
                        .map(hierarchy -> StatusView.of(hierarchy.loop().state(), now, tag -> notes(tag)))
                        .toList());
    }

    @Override
    public Plan plan(String tag, CheckResult.Unhealthy problem) {
        Hierarchy hierarchy = roster.holding(tag).orElseThrow(() -> new IllegalArgumentException(noResource(tag)));
        return Planner.plan(hierarchy.loop().state(), tag, problem, services.now());
    }

    @Override
    public Plan planEvacuation() {
        List<HierarchyState> states = new ArrayList<>();
        roster.hierarchies().forEach(hierarchy -> states.add(hierarchy.loop().state()));
        return Planner.evacuation(states);
    }

    @Override
    public List<Problem> problems() {
        return problems;
    }

    @Override
    public Registration listen(EngineListener listener) {
        return hub.listen(listener);
    }

    @Override
    public void close() {
        refuseOnWorker("close");
        if (moveTo(Phase.CLOSED) != Phase.CLOSED) {
            rehearsal.end();
            shutdown.run();
        }
    }

    /** Phases only go forward; answers the one before. */
    private synchronized Phase moveTo(Phase later) {
        Phase before = phase;
        phase = later.compareTo(before) > 0 ? later : before;
        return before;
    }

    private Map<String, String> notes(String tag) {
        return services.state().notesNow(tag);
    }

    private CompletionStage<CommandOutcome> command(
            Optional<Hierarchy> hierarchy, String otherwise, HostCommand command) {
        Optional<String> refusal = hierarchy.isEmpty() ? Optional.of(otherwise) : notRunning();
        if (refusal.isPresent()) {
            return CompletableFuture.completedStage(CommandOutcome.refused(refusal.get()));
        }
        EngineLoop loop = hierarchy.get().loop();
        CompletionStage<CommandOutcome> answer = answers.await(id -> loop.post(new Observation.Commanded(id, command)));
        notRunning().ifPresent(closedMeanwhile -> answers.answerAll(CommandOutcome.refused(closedMeanwhile)));
        return answer;
    }

    private <R> CompletionStage<R> call(
            String tag,
            KitOperation<R> operation,
            org.recoverykit.spi.Call.Why why,
            java.util.function.Consumer<R> first) {
        Optional<ProtectedResource> resource = roster.resource(tag);
        Optional<String> refusal = resource.isEmpty() ? Optional.of(noResource(tag)) : notRunning();
        if (refusal.isPresent()) {
            return CompletableFuture.completedStage(operation.cannotTell(refusal.get()));
        }
        CompletableFuture<R> promise = new CompletableFuture<>();
        ProtectedResource called = resource.get();
        called.seat()
                .call(new CallRequest<>(
                        -1,
                        operation,
                        why,
                        1,
                        called.spec().policy().timeouts().of(operation.operation()),
                        Lane.URGENT,
                        report -> {
                            first.accept(report.result());
                            Answers.complete(services.workers(), promise, report.result());
                        }));
        return promise.minimalCompletionStage();
    }

    private Optional<String> notRunning() {
        return switch (phase) {
            case NEW -> Optional.of("the engine is not started yet");
            case RUNNING -> Optional.empty();
            case CLOSED -> Optional.of("the engine is closed");
        };
    }

    /** A kit, or the host in an answer, would wait here for its own end. */
    private void refuseOnWorker(String what) {
        if (services.workers().isWorker()) {
            throw new IllegalStateException(
                    what + " must not be called on a thread of the engine's (from a kit, or where a"
                            + " command's answer is received): it would wait for itself; use a thread of your own");
        }
    }

    private static CommandOutcome combined(List<CommandOutcome> outcomes) {
        List<String> bad = outcomes.stream()
                .filter(outcome -> !outcome.isDone())
                .map(CommandOutcome::reason)
                .toList();
        return bad.isEmpty() ? CommandOutcome.done() : CommandOutcome.failed(String.join("; ", bad));
    }

    private static String noResource(String tag) {
        return "there is no resource '" + Words.oneLine(tag) + "'; see the status for those there are";
    }

    private static String noHierarchy(String name) {
        return "there is no hierarchy '" + Words.oneLine(name) + "'; see the status for those there are";
    }
}
