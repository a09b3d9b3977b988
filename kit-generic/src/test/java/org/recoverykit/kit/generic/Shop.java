package org.recoverykit.kit.generic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.KitConfigurationException;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.testkit.RealTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** One application made of small shell scripts, and its kit. The application is a file, {@code up}, in the directory. */
final class Shop implements AutoCloseable {
    private final RealTime time = new RealTime();
    private Path directory = Path.of("");
    private Path scripts = directory;
    private TestContext context = new TestContext("shop", time, directory);

    /** Makes restore and remove. */
    void open(Path place) throws IOException {
        directory = place;
        context = new TestContext("shop", time, Files.createDirectories(directory.resolve("work")));
        scripts = Files.createDirectories(directory.resolve("scripts"));
        script("restore", "touch " + up());
        script("remove", "rm -f " + up());
    }

    /** Adds or replaces one of the five. */
    Shop script(String name, String text) throws IOException {
        Path file = Files.writeString(scripts.resolve(name), "#!/bin/sh\n" + text + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return this;
    }

    Shop checked() throws IOException {
        return script("quickCheck", "test -e " + up());
    }

    Path up() {
        return directory.resolve("up");
    }

    Path directory() {
        return directory;
    }

    TestContext context() {
        return context;
    }

    GenericConfig config() {
        return Configs.of(Configs.directory(scripts), Map.of(), Optional.empty());
    }

    RecoveryKit kit() {
        return kit(config());
    }

    RecoveryKit kit(GenericConfig config) {
        try {
            return new GenericKitProvider().create(config, context);
        } catch (KitConfigurationException e) {
            throw new AssertionError("these settings should be fine", e);
        }
    }

    /** What is wrong with these settings. */
    List<KitConfigurationException.Problem> problems(GenericConfig config) {
        try {
            new GenericKitProvider().create(config, context).close();
            return List.of();
        } catch (KitConfigurationException e) {
            return e.problems();
        }
    }

    Call call() {
        return call(Duration.ofSeconds(30));
    }

    Call call(Duration limit) {
        return TestCall.within(limit, time);
    }

    @Override
    public void close() {
        context.close();
        time.close();
    }
}
