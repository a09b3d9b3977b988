package org.recoverykit.kit.generic;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.recoverykit.linux.lab.Await;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.testkit.KitHarness;

/** A process that sleeps, behind whatever script a dialect calls. */
final class SleepingService implements KitHarness<GenericConfig> {
    private final Path directory;
    private final Function<SleepingService, GenericConfig> settings;

    SleepingService(Function<SleepingService, GenericConfig> settings) {
        this.settings = settings;
        try {
            directory = Files.createTempDirectory("service");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        script("init-script");
    }

    /** An executable copy of one of the test's scripts. */
    String script(String name) {
        Path copy = directory.resolve(name);
        try (InputStream in =
                Objects.requireNonNull(SleepingService.class.getResourceAsStream("/scripts/" + name), name)) {
            if (Files.notExists(copy)) {
                Files.write(copy, in.readAllBytes());
                Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return copy.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, String> environment() {
        return Map.of(
                "STATE",
                directory.toString(),
                "INIT",
                directory.resolve("init-script").toString());
    }

    /** Starts it, without the kit. */
    void start() {
        // What stays in the background must not hold the pipe that we read.
        String init = script("init-script");
        Shell.run("sh", "-c", "STATE='" + directory + "' '" + init + "' start >/dev/null 2>&1");
    }

    @Override
    public RecoveryKitProvider<GenericConfig> provider() {
        return new GenericKitProvider();
    }

    @Override
    public GenericConfig config() {
        return settings.apply(this);
    }

    private Optional<ProcessHandle> process() {
        try {
            String pid = Files.readString(directory.resolve("pid")).strip();
            return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    @Override
    public void breakIt() {
        process().ifPresent(ProcessHandle::destroyForcibly);
        Await.until("the service's end", () -> process().isEmpty());
    }

    @Override
    public boolean isReallyInService() {
        return process().isPresent();
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(20);
    }

    @Override
    public void close() {
        breakIt();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
