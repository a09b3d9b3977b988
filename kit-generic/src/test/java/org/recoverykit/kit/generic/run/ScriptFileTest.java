package org.recoverykit.kit.generic.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.kit.generic.run.Outcome.Obstacle;

/** What is refused before it runs, with what words. */
class ScriptFileTest {
    @TempDir
    private Path directory;

    @Test
    void row23AMissingScriptIsNamed() {
        refused(
                "/no/such/script",
                Obstacle.NOT_INSTALLED,
                "/no/such/script does not exist; install it, or name another");
    }

    @Test
    void row24AScriptThatIsNotExecutableIsRefused() throws IOException {
        Path script = script("#!/bin/sh\n", "rw-r--r--");
        refused(
                script.toString(),
                Obstacle.NOT_INSTALLED,
                "is not executable (owner uid " + us() + ", mode 644): chmod +x");
    }

    @Test
    void row25DosLineEndsAreCalledThat() throws IOException {
        Path script = script("#!/bin/sh\r\nexit 0\r\n", "rwxr-xr-x");
        refused(script.toString(), Obstacle.NOT_INSTALLED, "has DOS line ends");
    }

    @Test
    void row27AnEmptyFileIsNoSuccess() throws IOException {
        Path script = script("", "rwxr-xr-x");
        refused(script.toString(), Obstacle.NOT_INSTALLED, "is empty; an empty script does nothing");
    }

    @Test
    void row28AScriptThatDoesNotSayWhatRunsItIsRefused() throws IOException {
        Path script = script("exit 0\n", "rwxr-xr-x");
        refused(script.toString(), Obstacle.NOT_INSTALLED, "its first line must be like #!/bin/sh");
    }

    @Test
    void row29AMissingInterpreterIsNamed() throws IOException {
        Path script = script("#!/no/such/sh -e\n", "rwxr-xr-x");
        refused(script.toString(), Obstacle.NOT_INSTALLED, "wants to be run by '/no/such/sh', which is no program");
    }

    @Test
    void row29ADirectoryIsNoScript() {
        refused(directory.toString(), Obstacle.NOT_INSTALLED, "is a directory, no script");
    }

    @Test
    void row43AScriptThatOthersCanWriteIsRefused() throws IOException {
        Path script = script("#!/bin/sh\n", "rwxrwxr-x");
        refused(
                script.toString(),
                Obstacle.UNSAFE,
                "can be written by others (owner uid " + us() + ", mode 775): chmod go-w");
    }

    @Test
    void row43AnyDirectoryAboveThatOthersCanWriteIsRefused() throws IOException {
        Path above = Files.createDirectories(directory.resolve("open/closed"));
        Path script = Files.writeString(above.resolve("script"), "#!/bin/sh\n");
        mode(script, "rwxr-xr-x");
        mode(directory.resolve("open"), "rwxrwxrwx");
        refused(script.toString(), Obstacle.UNSAFE, "lies in " + directory.resolve("open") + ", which can be written");
    }

    @Test
    void row44ALinkIsFollowedBeforeAnythingElse() throws IOException {
        Path open = Files.createDirectory(directory.resolve("open"));
        Path script = Files.writeString(open.resolve("script"), "#!/bin/sh\n");
        mode(script, "rwxr-xr-x");
        mode(open, "rwxrwxrwx");
        Path link = Files.createSymbolicLink(directory.resolve("link"), script);
        refused(link.toString(), Obstacle.UNSAFE, link + " (that is " + script.toRealPath() + ") lies in ");
    }

    @Test
    void aGoodScriptIsRunWhereItReallyIs() throws IOException {
        Path script = script("#!/bin/sh\n", "rwxr-xr-x");
        Path link = Files.createSymbolicLink(directory.resolve("link"), script);
        assertThat(ScriptFile.executable(link.toString(), OptionalInt.empty()))
                .isEqualTo(new ScriptFile.Look.Good(script.toRealPath(), Optional.of("/bin/sh")));
    }

    @Test
    void aRelativePathIsRefused() {
        refused("script", Obstacle.NOT_INSTALLED, "script is no absolute path");
    }

    @Test
    void aProgramNeedsNoInterpreter() {
        assertThat(ScriptFile.executable("/bin/sh", OptionalInt.empty())).isInstanceOf(ScriptFile.Look.Good.class);
    }

    private static void refused(String script, Obstacle why, String words) {
        assertThat(ScriptFile.executable(script, OptionalInt.empty()))
                .isInstanceOfSatisfying(ScriptFile.Look.Bad.class, bad -> {
                    assertThat(bad.why().why()).isEqualTo(why);
                    assertThat(bad.why().reason()).contains(words);
                });
    }

    private Path script(String text, String mode) throws IOException {
        Path file = Files.writeString(directory.resolve("script"), text);
        mode(file, mode);
        return file;
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    private static int us() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }
}
