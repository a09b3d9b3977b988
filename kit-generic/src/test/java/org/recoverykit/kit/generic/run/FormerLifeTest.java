package org.recoverykit.kit.generic.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recoverykit.kit.generic.run.Containment.Entrance;
import org.recoverykit.kit.generic.run.ScriptRunner.Purpose;
import org.recoverykit.kit.generic.run.Workshop.Level;
import org.recoverykit.linux.lab.Await;
import org.recoverykit.linux.process.ChildProcess;
import org.recoverykit.linux.process.Spawned;

/** What an engine that died had running: row 50. */
class FormerLifeTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void row50AScriptThatStillRunsIsEnded(Level level) throws IOException {
        try (Workshop shop = new Workshop(directory, level)) {
            ChildProcess orphan = orphan(shop, "trap '' TERM; setsid sleep 60 & sleep 60", Purpose.STARTS_SERVICE);
            RunRecord.started(shop.state(), "former-1", Purpose.STARTS_SERVICE, orphan.pid());
            Await.until("its child", () -> shop.alive().size() >= 3);

            List<String> ended = shop.nextLife().endFormerLife();

            orphan.close();
            assertThat(ended).hasSizeGreaterThanOrEqualTo(3);
            Await.until("the end of all", () -> shop.alive().isEmpty());
            assertThat(shop.nextLife().endFormerLife()).as("a second time").isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServiceWhoseRestoreHadEndedLivesOn(Level level) throws IOException {
        try (Workshop shop = new Workshop(directory, level)) {
            ChildProcess orphan = orphan(shop, "setsid sleep 60 & exit 0", Purpose.STARTS_SERVICE);
            RunRecord.started(shop.state(), "former-1", Purpose.STARTS_SERVICE, orphan.pid());
            assertThat(orphan.await(Workshop.LONG)).isPresent();
            orphan.close();

            assertThat(shop.nextLife().endFormerLife()).isEmpty();

            assertThat(shop.alive()).as("the service").hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aScriptWhoseNumberWasNotYetWrittenIsFoundAllTheSame(Level level) throws IOException {
        try (Workshop shop = new Workshop(directory, level)) {
            ChildProcess orphan = orphan(shop, "sleep 60", Purpose.STARTS_SERVICE);

            assertThat(shop.nextLife().endFormerLife()).isNotEmpty();

            orphan.close();
            Await.until("the end of all", () -> shop.alive().isEmpty());
        }
    }

    /** Starts a script as the runner does, up to the place at which the engine dies. */
    private static ChildProcess orphan(Workshop shop, String text, Purpose purpose) throws IOException {
        Path script = shop.shell("echo up; " + text);
        Path output = shop.state().resolve("orphan.out");
        OutputFile file = OutputFile.fresh(output);
        RunRecord.begin(shop.state(), "former-1", purpose);
        Map<String, String> variables = Map.of(
                "PATH",
                Surroundings.PATH,
                Surroundings.RUN_MARK,
                "former-1",
                Surroundings.RESOURCE_MARK,
                "app@" + shop.state());
        Entrance entrance = shop.containment().enter(purpose);
        List<String> words = Command.of(List.of(script.toString()), entrance, Optional.empty());
        Spawned spawned = LinuxScriptRunner.start(entrance, words, variables, Path.of("/"), file.path());
        Await.until("the script", () -> size(output) > 0);
        return ((Spawned.Running) spawned).child();
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }
}
