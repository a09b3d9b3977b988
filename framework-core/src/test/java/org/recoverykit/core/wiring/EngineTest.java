package org.recoverykit.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.InvalidConfigurationException;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.testkit.Answer;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.RecordingListener;
import org.recoverykit.testkit.ScriptedKitProvider;

/** The engine as its host sees it: real clock, real disk, pretended world. */
class EngineTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final HierarchySpec WEB = HierarchySpec.named("web")
            .policy(Policy.DEFAULT.withIntervals(Duration.ofMillis(100), Duration.ofSeconds(60)))
            .resource("vip", "scripted", Map.of())
            .resource("app", "scripted", Map.of(), "vip")
            .build();

    @TempDir
    Path directory;

    private final ScriptedKitProvider world = new ScriptedKitProvider();
    private final RecordingListener heard = new RecordingListener();
    private final List<RecoveryEngine> engines = new ArrayList<>();

    @AfterEach
    void end() {
        engines.forEach(RecoveryEngine::close);
    }

    private RecoveryEngineBuilder builder() {
        return RecoveryEngines.builder()
                .node("node1")
                .stateDirectory(directory.resolve("state"))
                .hierarchy(WEB)
                .provider(world)
                .listener(heard)
                .random(1)
                .rehearse(false);
    }

    private RecoveryEngine started() {
        RecoveryEngine engine = builder().build();
        engines.add(engine);
        engine.start();
        return engine;
    }

    private static <T> T soon(CompletionStage<T> answer) throws Exception {
        return answer.toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private static boolean isInService(RecoveryEngine engine, String tag) {
        return engine.status().resource(tag).orElseThrow().state() == ServiceState.IN_SERVICE;
    }

    @Test
    void restoresChildrenFirstAndRemovesParentsFirst() throws Exception {
        RecoveryEngine engine = started();
        assertThat(soon(engine.restoreHierarchy("web"))).isEqualTo(CommandOutcome.done());
        assertThat(world.resource("vip").isInService()).isTrue();
        assertThat(world.resource("app").isInService()).isTrue();
        assertThat(soon(engine.stopAll()).isDone()).isTrue();
        assertThat(world.resource("vip").isInService()).isFalse();
        assertThat(world.happenings().stream()
                        .filter(h -> h.operation() == Operation.RESTORE || h.operation() == Operation.REMOVE)
                        .map(h -> h.tag() + " " + h.operation() + " " + h.phase()))
                .containsSubsequence("vip RESTORE ENDED", "app RESTORE BEGAN", "app REMOVE ENDED", "vip REMOVE BEGAN");
    }

    @Test
    void aSuspicionIsRecoveredWithoutWaitingForTheInterval() throws Exception {
        RecoveryEngine engine = started();
        soon(engine.restoreHierarchy("web"));
        world.resource("vip").breakIt();
        world.resource("vip").suspect("address gone");
        Eventually.within(SOON, "recovered", () -> world.resource("vip").isInService() && isInService(engine, "vip"));
        Eventually.within(
                SOON,
                "told as a local recovery",
                () -> heard.events(EngineEvent.OperationStarted.class).stream()
                        .anyMatch(event -> event.operation() == Operation.LOCAL_RECOVERY
                                && event.subject().equals("vip")));
    }

    @Test
    void thePeriodicCheckIsTheSafetyNet() throws Exception {
        RecoveryEngine engine = started();
        soon(engine.restoreHierarchy("web"));
        world.resource("vip").breakIt();
        Eventually.within(SOON, "recovered", () -> world.resource("vip").isInService() && isInService(engine, "vip"));
    }

    @Test
    void closeLeavesResourcesAndTheNextEngineGoesOn() throws Exception {
        RecoveryEngine first = started();
        soon(first.restoreHierarchy("web"));
        first.close();
        first.close();
        assertThat(world.resource("app").isInService()).as("close is not stop").isTrue();
        world.resource("vip").breakIt();
        RecoveryEngine second = started();
        Eventually.within(SOON, "the promise is kept", () -> isInService(second, "vip") && isInService(second, "app"));
        assertThat(soon(first.restore("vip"))).isEqualTo(CommandOutcome.refused("the engine is closed"));
    }

    @Test
    void c60_aSecondEngineOnTheSameDirectoryIsRefused() {
        started();
        assertThatThrownBy(() -> builder().build())
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("stateDirectory");
    }

    @Test
    void allProblemsOfAConfigurationAreToldAtOnceAndNothingIsLeftOpen() {
        RecoveryEngineBuilder wrong = RecoveryEngines.builder()
                .node("node1")
                .stateDirectory(directory.resolve("state"))
                .provider(world)
                .hierarchy(HierarchySpec.named("web")
                        .resource("a", "scripted", Map.of("settings", Map.of("refuse", "no such interface")))
                        .resource("b", "scripted", Map.of("settings", Map.of("refuse", "no carrier")), "a")
                        .build());
        assertThatThrownBy(wrong::build)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("no such interface")
                .hasMessageContaining("no carrier")
                .hasMessageContaining("resources.a.settings");
        started();
    }

    @Test
    void a08_aKitThatLiesIsFoundOutByTheCheckAfterIt() throws Exception {
        world.resource("vip").always(Operation.RESTORE, Answer.of(ActionResult.done("it says")));
        RecoveryEngine engine = started();
        CompletionStage<CommandOutcome> answer = engine.restoreHierarchy("web");
        Eventually.within(
                SOON,
                "found out",
                () -> heard.events(EngineEvent.CheckFailed.class).stream()
                        .anyMatch(event -> event.subject().equals("vip")));
        assertThat(isInService(engine, "vip")).isFalse();
        assertThat(world.resource("app").isInService()).as("its parent").isFalse();
        assertThat(answer.toCompletableFuture().isDone()
                        && answer.toCompletableFuture().join().isDone())
                .as("answered done")
                .isFalse();
    }

    @Test
    void a17_callingBackIntoTheEngineIsAllowedUnlessItWouldWaitForItself() throws Exception {
        RecoveryEngine engine = started();
        CompletableFuture<String> refused = new CompletableFuture<>();
        CompletableFuture<CommandOutcome> allowed = new CompletableFuture<>();
        world.resource("vip").nextCheck(Operation.QUICK_CHECK, call -> {
            engine.restore("app").thenAccept(allowed::complete);
            try {
                engine.close();
                refused.complete("closed");
            } catch (IllegalStateException e) {
                refused.complete(String.valueOf(e.getMessage()));
            }
            return CheckResult.unhealthy("out");
        });
        soon(engine.check("vip", CheckLevel.QUICK));
        assertThat(soon(refused)).startsWith("close must not be called on a thread of the engine's");
        assertThat(soon(allowed).isDone()).isTrue();
    }

    @Test
    void g122_aThousandCommandsOnOneHierarchyAreEachAnsweredOnce() throws Exception {
        RecoveryEngine engine = started();
        List<CompletableFuture<CommandOutcome>> answers = java.util.stream.IntStream.range(0, 1000)
                .parallel()
                .mapToObj(i -> (i % 2 == 0 ? engine.restoreHierarchy("web") : engine.removeHierarchy("web"))
                        .toCompletableFuture())
                .toList();
        Eventually.within(
                Duration.ofSeconds(30), "all answered", () -> answers.stream().allMatch(CompletableFuture::isDone));
        assertThat(soon(engine.restoreHierarchy("web")).isDone()).isTrue();
        assertThat(world.resource("vip").mostCallsAtOnce())
                .as("calls at one time")
                .isEqualTo(1);
        assertThat(world.resource("app").isInService()).isTrue();
    }

    @Test
    void unknownNamesAndKitsWithoutCommandsAreRefusedInWords() throws Exception {
        RecoveryEngine engine = started();
        assertThat(soon(engine.restore("vpi")).reason()).startsWith("there is no resource 'vpi'");
        assertThat(soon(engine.removeHierarchy("wbe")).reason()).startsWith("there is no hierarchy 'wbe'");
        assertThat(soon(engine.perform("vip", new KitCommand("dance", Map.of())))
                        .text())
                .isEqualTo("this kit has no command 'dance'");
        assertThat(soon(engine.check("vip", CheckLevel.DEEP)).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
    }

    @Test
    void c67_closeDuringAnOperationWaitsForIt() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        RecoveryEngine engine = started();
        world.resource("vip").next(Operation.RESTORE, call -> {
            inside.countDown();
            gate.await();
            return world.resource("vip").truly(Operation.RESTORE).to(call);
        });
        CompletionStage<CommandOutcome> answer = engine.restore("vip");
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        Thread closing = new Thread(engine::close, "closing");
        closing.start();
        Eventually.within(SOON, "close waits for the restore", () -> waitsForCalls(closing));
        gate.countDown();
        closing.join(SOON.toMillis());
        assertThat(closing.isAlive()).as("still closing").isFalse();
        assertThat(world.resource("vip").isInService())
                .as("finished, not cut off")
                .isTrue();
        assertThat(soon(answer))
                .as("finished, but nobody looked at it any more: not done, and said so")
                .isEqualTo(CommandOutcome.failed(
                        "the engine was closed before this was proven; the next start looks how it stands"));

        RecoveryEngine next = started();
        Eventually.within(SOON, "the next life finds it in service", () -> isInService(next, "vip"));
        assertThat(world.happenings().stream()
                        .filter(h -> h.tag().equals("vip") && h.operation() == Operation.RESTORE)
                        .map(h -> h.phase().toString()))
                .as("restored once, by the life before")
                .containsExactly("BEGAN", "ENDED");
    }

    /** Decides nothing more by then: what comes in from now on is too late for an answer. */
    private static boolean waitsForCalls(Thread closing) {
        return closing.getState() == Thread.State.TIMED_WAITING
                && Arrays.stream(closing.getStackTrace())
                        .anyMatch(frame -> frame.getMethodName().equals("within")
                                && frame.getClassName().endsWith(".Shutdown"));
    }

    @Test
    void nothingIsLeftBehindAfterClose() throws Exception {
        RecoveryEngine engine = started();
        soon(engine.restoreHierarchy("web"));
        engine.close();
        Eventually.within(
                SOON,
                "threads end",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("rk-")));
    }
}
