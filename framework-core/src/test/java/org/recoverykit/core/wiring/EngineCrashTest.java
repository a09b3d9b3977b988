package org.recoverykit.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recoverykit.core.state.StateStep;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.engine.StatusSnapshot.ResourceStatus;
import org.recoverykit.testkit.Eventually;

/**
 * Kills an engine's process with SIGKILL at every step of the kit's actions and of the state's writing, none left out, and
 * lets another engine in this process go on with what is on the disk and in the world (here: files).
 */
class EngineCrashTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    static Stream<String> everyStep() {
        List<String> steps = new ArrayList<>();
        for (Operation operation : List.of(Operation.RESTORE, Operation.REMOVE, Operation.LOCAL_RECOVERY)) {
            for (String step : FileKitProvider.STEPS) {
                steps.add("kit vip " + operation + " " + step);
                steps.add("kit app " + operation + " " + step);
            }
        }
        Stream.of(StateStep.values()).forEach(step -> steps.add("state " + step));
        return steps.stream();
    }

    @ParameterizedTest
    @MethodSource("everyStep")
    void whateverTheMomentTheNextEngineMakesTheWorldAsPromised(String step) throws Exception {
        Process child = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingEngine.class.getName(),
                        directory.toString(),
                        step)
                .redirectErrorStream(true)
                .start();
        List<String> said = new ArrayList<>();
        try {
            killAtStep(child, said);
        } finally {
            child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        assertThat(said).as("the child reached '%s'", step).contains(CrashingEngine.REACHED);
        try (RecoveryEngine engine = CrashingEngine.builder(directory).build()) {
            engine.start();
            Eventually.within(
                    SOON, "both settle after '" + step + "'", () -> settled(engine, "vip") && settled(engine, "app"));
        }
        if (step.contains(" REMOVE ")) {
            assertThat(List.of(isThere("vip"), isThere("app")))
                    .as("vip and app are there, after '%s' in mid-remove", step)
                    .containsExactly(false, false);
        }
        String last = said.stream()
                .filter(word -> !word.equals(CrashingEngine.REACHED))
                .reduce("", (before, word) -> word);
        if (last.equals(CrashingEngine.IN)) {
            assertThat(isThere("vip"))
                    .as("acknowledged to be in, after '%s'", step)
                    .isTrue();
        } else if (last.equals(CrashingEngine.OUT)) {
            assertThat(isThere("vip"))
                    .as("acknowledged to be out, after '%s'", step)
                    .isFalse();
        }
    }

    private boolean isThere(String tag) {
        return Files.exists(FileKitProvider.world(directory).resolve(tag));
    }

    /** As wanted, and shown as it is: half a remove is finished, half a restore too. */
    private boolean settled(RecoveryEngine engine, String tag) {
        ResourceStatus status = engine.status().resource(tag).orElseThrow();
        boolean inService = status.state() == ServiceState.IN_SERVICE;
        boolean certain = inService || status.state() == ServiceState.OUT_OF_SERVICE;
        return certain && inService == isThere(tag) && inService == status.wanted();
    }

    private void killAtStep(Process child, List<String> said) throws IOException {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                if (line.startsWith("CRASH ")) {
                    said.add(line);
                }
                if (line.equals(CrashingEngine.REACHED)) {
                    child.toHandle().destroyForcibly(); // SIGKILL; the streams stay open
                }
                line = lines.readLine();
            }
        }
    }
}
