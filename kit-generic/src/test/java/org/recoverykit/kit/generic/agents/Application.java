package org.recoverykit.kit.generic.agents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.recoverykit.kit.generic.GenericConfig;
import org.recoverykit.kit.generic.GenericKitProvider;
import org.recoverykit.kit.generic.Settings;
import org.recoverykit.kit.generic.Shell;
import org.recoverykit.linux.lab.Await;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.testkit.KitHarness;

/** One application behind an agent, in a directory of its own. */
abstract class Application implements KitHarness<GenericConfig> {
    private final Path directory;

    Application() {
        try {
            directory = Files.createTempDirectory("agents");
            // Services drop their privileges, and must still get here.
            Shell.run("chmod", "755", directory.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The agent, as settings name it. */
    abstract String agent();

    abstract Map<String, String> parameters();

    final Path file(String name) {
        return directory.resolve(name);
    }

    final Path write(String name, String text) {
        try {
            return Files.writeString(file(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public final RecoveryKitProvider<GenericConfig> provider() {
        return new GenericKitProvider();
    }

    @Override
    public GenericConfig config() {
        return Settings.ocf(agent(), parameters());
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(60);
    }

    /** Ends all processes with this name, at once. */
    static void kill(String name) {
        named(name).forEach(pid -> Shell.attempt("kill", "-9", Long.toString(pid)));
        Await.until("no process named " + name, () -> named(name).isEmpty());
    }

    static List<Long> named(String name) {
        return Processes.now().stream()
                .filter(p -> p.name().equals(name))
                .map(Processes::pid)
                .toList();
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
