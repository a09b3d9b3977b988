package org.recoverykit.core.wiring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.recoverykit.core.state.StateStep;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.testkit.Eventually;

/** The process that {@link EngineCrashTest} kills: lives one short life twice, and stands still at the step it was given. */
final class CrashingEngine {
    static final String REACHED = "CRASH reached";
    static final String IN = "CRASH in";
    static final String OUT = "CRASH out";
    private static final String COMMAND = "CRASH command";

    private CrashingEngine() {}

    static RecoveryEngineBuilder builder(Path directory) {
        return builder(directory, new FileKitProvider(directory));
    }

    private static RecoveryEngineBuilder builder(Path directory, FileKitProvider kit) {
        return RecoveryEngines.builder()
                .node("node1")
                .stateDirectory(directory.resolve("state"))
                .provider(kit)
                .random(1)
                .rehearse(false)
                .hierarchy(HierarchySpec.named("web")
                        .policy(Policy.DEFAULT
                                .withIntervals(Duration.ofMillis(100), Duration.ofSeconds(60))
                                .withLocalRecoveries(1000, Duration.ofMinutes(1)))
                        .resource("vip", "file", Map.of())
                        .resource("app", "file", Map.of(), "vip")
                        .build());
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        Files.createDirectories(FileKitProvider.world(directory));
        live(directory, args[1]);
        live(directory, args[1]);
    }

    private static void live(Path directory, String deadlyStep) throws Exception {
        FileKitProvider kit = new FileKitProvider(directory);
        RecoveryEngineBuilder builder = builder(directory, kit)
                .stepHook((tag, operation, step) -> at("kit " + tag + " " + operation + " " + step, deadlyStep))
                .stateHook(step -> stateStep(step, deadlyStep));
        try (RecoveryEngine engine = builder.build()) {
            engine.start();
            say(COMMAND);
            await(engine.restoreHierarchy("web"));
            say(IN);
            recover(engine, kit, "vip");
            recover(engine, kit, "app");
            say(COMMAND);
            await(engine.removeHierarchy("web"));
            say(OUT);
        }
    }

    /** A step that only a sick disk leads to needs one: nothing is written by this process then. */
    private static void stateStep(StateStep step, String deadlyStep) throws IOException {
        at("state " + step, deadlyStep);
        boolean sickDisk = deadlyStep.equals("state " + StateStep.CUT_BACK_BEGUN)
                || deadlyStep.equals("state " + StateStep.APPEND_CUT_BACK);
        if (step == StateStep.APPEND_WRITTEN && sickDisk) {
            throw new IOException("Input/output error");
        }
    }

    private static void recover(RecoveryEngine engine, FileKitProvider kit, String tag) {
        kit.breakAndTell(tag);
        Eventually.within(
                Duration.ofSeconds(20),
                tag + " is mended",
                () -> engine.status().resource(tag).orElseThrow().localRecoveriesLeft() < 1000
                        && engine.status().resource(tag).orElseThrow().state() == ServiceState.IN_SERVICE);
    }

    private static void await(CompletionStage<CommandOutcome> answer) throws Exception {
        CommandOutcome outcome = answer.toCompletableFuture().get(20, TimeUnit.SECONDS);
        if (!outcome.isDone()) {
            throw new IllegalStateException(outcome.toString());
        }
    }

    private static void at(String step, String deadlyStep) {
        if (step.equals(deadlyStep)) {
            say(REACHED);
            try {
                new CountDownLatch(1).await(); // the parent kills this process meanwhile
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static synchronized void say(String word) {
        System.out.println(word);
        System.out.flush();
    }
}
