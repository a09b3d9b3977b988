package org.recoverykit.kit.generic.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.kit.generic.run.ScriptFile.Look;

/** What was found good is remembered only as long as nothing says that it has changed. */
class KnownScriptTest {
    @TempDir
    private Path directory;

    private Path above = Path.of("/");
    private Path script = Path.of("/");
    private Path interpreter = Path.of("/");

    @BeforeEach
    void writeAScriptAndLookAtIt() throws IOException {
        above = Files.createDirectory(directory.toRealPath().resolve("above"));
        interpreter = Files.copy(Path.of("/bin/sh"), above.resolve("sh"));
        script = executable(Files.writeString(above.resolve("script"), "#!" + interpreter + "\nexit 0\n"));
        assertThat(later()).isInstanceOf(Look.Good.class);
    }

    @Test
    void whatHasNotChangedIsNotLookedAtAgain() {
        assertThat(later()).as("the answer of the first look").isSameAs(later());
    }

    @Test
    void whatHasChangedJustNowMayChangeOnceMoreWithinATickAndIsNotRemembered() throws IOException {
        Path fresh = executable(Files.writeString(above.resolve("fresh"), "#!/bin/sh\nexit 0\n"));
        Instant now = Instant.now();

        assertThat(KnownScript.executable(fresh.toString(), OptionalInt.empty(), now))
                .isNotSameAs(KnownScript.executable(fresh.toString(), OptionalInt.empty(), now));
    }

    @Test
    void aScriptThatOthersMayWriteFromNowOnIsRefused() throws IOException {
        mode(script, "rwxrwxrwx");
        assertThat(refusal()).contains("can be written by others");
    }

    @Test
    void aDirectoryAboveThatOthersMayWriteFromNowOnIsRefused() throws IOException {
        mode(above, "rwxrwxrwx");
        assertThat(refusal()).contains("lies in " + above + ", which can be written by others");
    }

    @Test
    void anotherContentIsLookedAtThoughItsLengthAndTimeAreTheSame() throws IOException {
        FileTime time = Files.getLastModifiedTime(script);
        String dos = Files.readString(script).replace("\nexit 0\n", "\r\nexit \n");
        Files.writeString(script, dos);
        Files.setLastModifiedTime(script, time);
        assertThat(refusal()).contains("has DOS line ends");
    }

    @Test
    void anotherFileOfThatNameIsLookedAt() throws IOException {
        Path other = executable(Files.writeString(above.resolve("other"), ""));
        Files.move(other, script, StandardCopyOption.REPLACE_EXISTING);
        assertThat(refusal()).contains("is empty");
    }

    @Test
    void aLinkOfThatNameIsFollowed() throws IOException {
        Path real = Files.move(script, directory.toRealPath().resolve("real"));
        Files.createSymbolicLink(script, real);
        assertThat(later())
                .isInstanceOfSatisfying(
                        Look.Good.class, good -> assertThat(good.real()).isEqualTo(real));
        mode(real, "rwxrwxrwx");
        assertThat(refusal()).contains("(that is " + real + ") can be written by others");
    }

    @Test
    void anInterpreterThatHasGoneIsMissed() throws IOException {
        Files.delete(interpreter);
        assertThat(refusal()).contains("wants to be run by '" + interpreter + "', which is no program");
    }

    @Test
    void aPathWithDetoursIsResolvedEachTime() {
        String detour = above + "/../above/./" + script.getFileName();
        assertThat(later(detour)).isEqualTo(later()).isNotSameAs(later(detour));
    }

    private Look later() {
        return later(script.toString());
    }

    private static Look later(String script) {
        return KnownScript.executable(script, OptionalInt.empty(), Instant.now().plus(Duration.ofHours(1)));
    }

    private String refusal() {
        return later() instanceof Look.Bad bad ? bad.why().reason() : "not refused";
    }

    private static Path executable(Path file) throws IOException {
        mode(file, "rwxr-xr-x");
        return file;
    }

    private static void mode(Path file, String mode) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
