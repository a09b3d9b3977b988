package org.recoverykit.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.testkit.Eventually;

/** Kits that end or starve the whole process: nobody can stop them, and the next engine makes the world as promised. */
class HostileProcessTest {
    @TempDir
    Path directory;

    private Process run(String how, String... options) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(options));
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                HostileProcess.class.getName(),
                directory.toString(),
                how));
        Process child = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("said").toFile())
                .start();
        try {
            assertThat(child.waitFor(60, TimeUnit.SECONDS))
                    .as("the process ends by itself")
                    .isTrue();
        } finally {
            child.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        return child;
    }

    private String said() throws IOException {
        return Files.readString(directory.resolve("said"), StandardCharsets.UTF_8);
    }

    private void assertTheNextEngineConverges() {
        try (RecoveryEngine engine = HostileProcess.builder(directory).build()) {
            engine.start();
            Eventually.within(
                    Duration.ofSeconds(20),
                    "both are in service, as commanded before",
                    () -> isIn(engine, "vip") && isIn(engine, "app"));
        }
    }

    private boolean isIn(RecoveryEngine engine, String tag) {
        return engine.status().resource(tag).orElseThrow().state() == ServiceState.IN_SERVICE
                && Files.exists(FileKitProvider.world(directory).resolve(tag));
    }

    @Test
    void a09_aKitThatCallsSystemExitLosesNothing() throws Exception {
        assertThat(run("exit").exitValue()).isEqualTo(3);
        assertTheNextEngineConverges();
    }

    @Test
    void a09_aKitThatHaltsTheProcessLosesNothing() throws Exception {
        assertThat(run("halt").exitValue()).isEqualTo(4);
        assertTheNextEngineConverges();
    }

    @Test
    void a03_outOfMemoryEndsTheProcessWhereTheSupervisorWantsItSo() throws Exception {
        assertThat(run("memory", "-Xmx64m", "-XX:+ExitOnOutOfMemoryError").exitValue())
                .isEqualTo(3);
        assertThat(said()).contains("Terminating due to java.lang.OutOfMemoryError");
        assertTheNextEngineConverges();
    }

    @Test
    void a03_outOfMemoryInAKitIsToldAndTheEngineGoesOn() throws Exception {
        assertThat(run("memory", "-Xmx64m").exitValue()).as(said()).isZero();
        assertThat(said()).contains(HostileProcess.CONTAINED);
    }
}
