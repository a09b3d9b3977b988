package org.recoverykit.kit.generic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each refusal at load has words that help. */
class RefusedSettingsTest {
    private static final Optional<String> NONE = Optional.empty();

    @TempDir
    private Path directory;

    private final Shop shop = new Shop();

    @BeforeEach
    void open() throws IOException {
        shop.open(directory);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void noScriptAtAll() {
        refused(
                scripts(NONE, NONE, NONE, NONE),
                "scripts: names no script; give directory, file, or at least restore and remove");
    }

    @Test
    void severalWays() {
        refused(
                scripts(Optional.of("/x"), Optional.of("/y"), NONE, NONE),
                "scripts: names scripts in several ways; give only one of directory, file, or single paths");
    }

    @Test
    void removeIsMissing() {
        refused(
                scripts(NONE, NONE, Optional.of(directory + "/scripts/restore"), NONE),
                "scripts.remove: is missing; restore and remove are required");
    }

    @Test
    void aDirectoryThatIsNone() {
        refused(
                scripts(Optional.of("/no/such"), NONE, NONE, NONE),
                "scripts.directory: /no/such is no directory; give the absolute path of one");
    }

    @Test
    void everyMissingScriptIsNamedAtOnce() {
        refused(
                scripts(NONE, NONE, Optional.of("/no/restore"), Optional.of("/no/remove")),
                "scripts.restore: /no/restore does not exist; install it, or name another",
                "scripts.remove: /no/remove does not exist; install it, or name another");
    }

    @Test
    void aScriptThatOthersCanWrite() throws IOException {
        Path restore = directory.resolve("scripts/restore");
        Files.setPosixFilePermissions(restore, PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(texts(shop.config()))
                .singleElement()
                .asString()
                .startsWith("scripts.directory: " + restore + " can be written by others (owner uid ")
                .endsWith(", mode 777): chmod go-w");
    }

    @Test
    void anOperationThatIsNone() {
        GenericConfig.Scripts one = Configs.file(directory.resolve("scripts/restore"), "restore", "start");
        refused(
                one,
                "scripts.operations: 'start' is no operation; there are: restore, remove, quickCheck, deepCheck, localRecovery");
    }

    @Test
    void namesOfVariablesThatAreOursOrNone() {
        GenericConfig config =
                Configs.of(shop.config().scripts().orElseThrow(), Map.of("RK_TAG", "x", "A=B", "y"), Optional.empty());
        assertThat(texts(config))
                .containsExactlyInAnyOrder(
                        "environment: RK_TAG is set for each script by the kit; choose another name",
                        "environment: 'A=B' cannot be the name of a variable; allowed are letters, digits and _");
    }

    @Test
    void aPidFileThatIsNotAbsolute() {
        GenericConfig config = Configs.of(shop.config().scripts().orElseThrow(), Map.of(), Optional.of("run/web.pid"));
        assertThat(texts(config)).containsExactly("pidFile: run/web.pid is no absolute path; write the whole path");
    }

    @Test
    void usersThatAreNone() {
        assertThat(texts(Configs.runBy(shop.config(), Optional.of("nobody-of-that-name"), Optional.empty())))
                .containsExactly("user: there is no user 'nobody-of-that-name' in /etc/passwd");
        assertThat(texts(Configs.runBy(shop.config(), Optional.empty(), Optional.of("daemon"))))
                .containsExactly("group: needs user; name the user, too");
    }

    @Test
    void aGraceBeyondTheRange() {
        assertThatThrownBy(() -> Configs.graceful(shop.config(), Duration.ofSeconds(61)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("grace: PT1M1S is not between 0s and 60s");
    }

    private void refused(GenericConfig.Scripts scripts, String... texts) {
        assertThat(texts(Configs.of(scripts, Map.of(), Optional.empty()))).containsExactly(texts);
    }

    private List<String> texts(GenericConfig config) {
        return shop.problems(config).stream()
                .map(p -> p.setting() + ": " + p.message())
                .toList();
    }

    private static GenericConfig.Scripts scripts(
            Optional<String> directory, Optional<String> file, Optional<String> restore, Optional<String> remove) {
        return new GenericConfig.Scripts(
                directory, file, List.of(), restore, remove, NONE, NONE, NONE, List.of(), NONE);
    }
}
