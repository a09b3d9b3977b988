package org.recoverykit.linux.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    private Path output = Path.of("");

    @BeforeEach
    void makeOutput() throws IOException {
        output = Files.createFile(directory.resolve("out"));
    }

    @Test
    void tellsAnExitCodeFromASignal() {
        assertThat(end("exit 137")).isEqualTo(new Ending.Exited(137));
        assertThat(end("kill -9 $$")).isEqualTo(new Ending.Signalled(Signals.KILL));
    }

    @Test
    void leadsASessionAndAGroupOfItsOwnWithoutOurDescriptors() throws IOException {
        end("cat /proc/self/stat; ls /proc/$$/fd");

        List<String> lines = Files.readAllLines(output);
        List<String> stat = List.of(lines.get(0).split(" ", -1));
        assertThat(stat.get(5)).as("its session").isEqualTo(stat.get(4)).isNotEqualTo(stat.get(0));
        assertThat(lines.subList(1, lines.size()))
                .as("its descriptors, and one of the shell's")
                .startsWith("0", "1", "2")
                .hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void passesArgumentsAndEnvironmentAsTheyAre() throws IOException {
        String nasty = "a b\n;$(id) 'é' \"\\\u20ac";
        Map<String, String> environment = Map.of("NASTY", nasty);
        List<String> command = List.of("/bin/sh", "-c", "printf '%s|%s|' \"$1\" \"$NASTY\"; pwd", "sh", nasty);

        try (ChildProcess child = started(ChildProcess.start(command, environment, directory, output))) {
            assertThat(child.await(LONG)).contains(new Ending.Exited(0));
        }

        assertThat(Files.readString(output)).isEqualTo(nasty + "|" + nasty + "|" + directory.toRealPath() + "\n");
    }

    @Test
    void saysTheErrorNumberOfWhatCannotBeStarted() {
        assertThat(ChildProcess.start(List.of("/no/such"), Map.of(), directory, output))
                .isEqualTo(new Spawned.Refused(2, "ENOENT, no such entry"));
    }

    @Test
    void hearsOfTheEndOfAnyProcess() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        try (ChildProcess child = start("exec sleep 60")) {
            HeldProcess held = HeldProcess.of(child.pid()).orElseThrow();
            ProcessExits.watch(held, ended::countDown);
            assertThat(child.await(Duration.ofMillis(50))).as("still running").isEmpty();

            assertThat(child.signalGroup(Signals.TERM)).isTrue();

            assertThat(ended.await(20, TimeUnit.SECONDS)).as("told of the end").isTrue();
            assertThat(child.await(LONG)).contains(new Ending.Signalled(Signals.TERM));
            assertThat(child.signalGroup(Signals.NONE)).as("anybody left").isFalse();
        }
    }

    private Ending end(String script) {
        try (ChildProcess child = start(script)) {
            return child.await(LONG).orElseThrow();
        }
    }

    private ChildProcess start(String script) {
        return started(ChildProcess.start(
                List.of("/bin/sh", "-c", script), Map.of("PATH", "/usr/bin:/bin"), directory, output));
    }

    private static ChildProcess started(Spawned spawned) {
        if (spawned instanceof Spawned.Running running) {
            return running.child();
        }
        throw new AssertionError("not started: " + spawned);
    }
}
