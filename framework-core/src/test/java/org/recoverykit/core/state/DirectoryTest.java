package org.recoverykit.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.core.files.FileTrust;
import org.recoverykit.spi.Notes;

/** Whose a state directory is: one engine's at a time, and nobody's to write but its owner. */
@Timeout(60)
class DirectoryTest {

    @TempDir
    Path temporary;

    @Test
    void oneEngineAtATimeHasADirectory() throws Exception {
        Path directory = temporary.resolve("s");
        StateStore first = StateFixtures.open(directory);
        try (first) {
            assertThatThrownBy(() -> StateFixtures.open(directory))
                    .isInstanceOf(UnusableStateException.class)
                    .hasMessage("state directory " + directory + " is in use by another engine of this process, "
                            + ProcessHandle.current().pid()
                            + "; one engine at a time can have it: stop that one, or configure another directory");
        }
        StateFixtures.open(directory).close();
        assertThatThrownBy(() -> first.appendAndWait(List.of(StateFixtures.note(1))))
                .isInstanceOf(Notes.NotDurableException.class)
                .hasMessage("not written: the engine is closed");
    }

    @Test
    void anotherProcessThatHasTheDirectoryIsNamed() throws Exception {
        Path directory = temporary.resolve("s");
        try (ChildProcess child = ChildProcess.start("append", directory.toString(), "APPEND_BEGUN", "0")) {
            assertThat(child.await("AT APPEND_BEGUN"))
                    .as("said: %s", child.lines())
                    .isPresent();
            assertThatThrownBy(() -> StateFixtures.open(directory))
                    .isInstanceOf(UnusableStateException.class)
                    .hasMessage("state directory " + directory.toRealPath() + " is in use by process " + child.pid()
                            + "; one engine at a time can have it: stop that one, or configure another directory");
            child.kill();
        }
        StateFixtures.open(directory).close();
    }

    @Test
    void everythingIsTheOwnersAlone() throws Exception {
        Path directory = temporary.resolve("a/state");
        try (StateStore store = StateFixtures.open(directory)) {
            StateFixtures.appendNotes(store, 0, 1);
            Path work = store.workDirectory("vip");
            assertThat(work).isEqualTo(directory.toRealPath().resolve("work/vip"));
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(work)))
                    .isEqualTo("rwx------");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                    .isEqualTo("rwx------");
            try (var files = Files.list(directory)) {
                assertThat(files.filter(Files::isRegularFile).toList())
                        .hasSize(2)
                        .allSatisfy(f -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                                .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void row137_aTagCannotLeadOutOfTheStateDirectory() throws Exception {
        try (StateStore store = StateFixtures.open(temporary.resolve("s"))) {
            for (String tag : List.of("../x", "a/b", "..", ".", "", "/etc", "-h", "a\0b")) {
                assertThatThrownBy(() -> store.workDirectory(tag))
                        .as("tag '%s'", tag)
                        .isInstanceOf(UnusableStateException.class);
            }
        }
    }

    @Test
    void row59_refusesWhatOthersCouldHaveWritten() throws Exception {
        Path open = temporary.resolve("open");
        Files.createDirectory(open);
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> StateFixtures.open(open))
                .hasMessage("state directory " + open + " has mode 777 (owner uid " + FileTrust.ourUid()
                        + "), so others can write it: chmod go-w");

        Path link = Files.createSymbolicLink(temporary.resolve("link"), open);
        assertThatThrownBy(() -> StateFixtures.open(link))
                .hasMessage("state directory " + link
                        + " is a symbolic link; it must be a directory: remove it, or configure another");

        Path directory = temporary.resolve("s");
        StateFixtures.open(directory).close();
        Path journal = directory.resolve("journal-000001.jsonl");
        Files.setPosixFilePermissions(journal, PosixFilePermissions.fromString("rw-rw-rw-"));
        assertThatThrownBy(() -> StateFixtures.open(directory)).hasMessageContaining("has mode 666");
        Path elsewhere = Files.move(journal, temporary.resolve("elsewhere"));
        Files.createSymbolicLink(journal, elsewhere);
        assertThatThrownBy(() -> StateFixtures.open(directory)).hasMessageContaining("is a symbolic link");
    }

    @Test
    void row59_refusesWhatBelongsToSomebodyElse() throws Exception {
        assumeThat(FileTrust.ourUid()).as("only root can give files away").isZero();
        Path directory = temporary.resolve("s");
        StateFixtures.open(directory).close();
        Path journal = directory.resolve("journal-000001.jsonl");
        Files.setAttribute(journal, "unix:uid", 12345);
        assertThatThrownBy(() -> StateFixtures.open(directory))
                .hasMessage("state file " + directory.toRealPath().resolve("journal-000001.jsonl")
                        + " belongs to uid 12345 (mode 600); it must belong to uid 0: chown it");
        Files.setAttribute(directory, "unix:uid", 12345);
        assertThatThrownBy(() -> StateFixtures.open(directory))
                .hasMessage("state directory " + directory
                        + " belongs to uid 12345 (mode 700); it must belong to uid 0: chown it");
    }

    @Test
    void row59_rootRefusesADirectoryThatOthersCanReplace() throws Exception {
        assumeThat(FileTrust.ourUid()).as("only root refuses it").isZero();
        Path above = Files.createDirectory(temporary.resolve("above"));
        Path directory = above.resolve("lib/s");
        Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThatThrownBy(() -> StateFixtures.open(directory))
                .hasMessage("state directory " + above.toRealPath().resolve("lib/s") + " lies in " + above.toRealPath()
                        + ", which has mode 777 (owner uid 0), so others can write it: chmod go-w "
                        + above.toRealPath());
        Files.setAttribute(above, "unix:mode", 01777);
        StateFixtures.open(directory).close();
        Files.setAttribute(above, "unix:uid", 12345);
        assertThatThrownBy(() -> StateFixtures.open(directory))
                .hasMessageContaining("which belongs to uid 12345 (mode 1777), who can put another in its place");
    }
}
