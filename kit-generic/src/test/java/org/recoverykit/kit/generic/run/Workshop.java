package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.recoverykit.kit.generic.run.ScriptRunner.Purpose;
import org.recoverykit.linux.lab.Await;
import org.recoverykit.testkit.RealTime;

/** Writes scripts and runs them, contained one way or the other. */
final class Workshop implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(30);
    static final Duration GRACE = Duration.ofMillis(300);

    /** How descendants are found. */
    enum Level {
        SESSION,
        /** As scripts come into their group on this machine. */
        CGROUP,
        /** As they do where none can be born in one. */
        ENTERED
    }

    private final Path directory;
    private final RealTime time = new RealTime();
    private final Surroundings surroundings;
    private final Containment containment;
    private final LinuxScriptRunner runner;

    Workshop(Path directory, Level level) throws IOException {
        this(directory, level, Map.of());
    }

    Workshop(Path directory, Level level, Map<String, String> secrets) throws IOException {
        this.directory = directory;
        Path state = directory.resolve("state");
        Files.createDirectories(state);
        surroundings = new Surroundings("app", "node-a", state, Path.of("/"), Optional.empty(), GRACE, secrets, time);
        containment = containment(level, surroundings.resourceMark());
        runner = new LinuxScriptRunner(surroundings, containment);
    }

    private static Containment containment(Level level, String mark) {
        if (level == Level.SESSION) {
            return new SessionContainment(mark);
        }
        Optional<Path> parent = EngineGroup.parent();
        Assumptions.assumeTrue(parent.isPresent(), "no cgroup v2 here that this process may write");
        return new CgroupContainment(
                parent.orElseThrow(),
                mark,
                "rk-test-" + Integer.toHexString(mark.hashCode()),
                level == Level.CGROUP && Birth.in(parent.orElseThrow()));
    }

    LinuxScriptRunner runner() {
        return runner;
    }

    Containment containment() {
        return containment;
    }

    Path state() {
        return surroundings.state();
    }

    /** The runner that the engine's next life would have. */
    LinuxScriptRunner nextLife() {
        return new LinuxScriptRunner(surroundings, containment);
    }

    Path file(String name, String text) throws IOException {
        Path file = Files.writeString(directory.resolve(name), text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    Path shell(String text) throws IOException {
        return file("script", "#!/bin/sh\n" + text + "\n");
    }

    /** Runs a script that may take long. */
    Outcome run(Path script, String... arguments) throws InterruptedException {
        return run(script, Purpose.LEAVES_NOTHING, LONG, arguments);
    }

    Outcome run(Path script, Purpose purpose, Duration limit, String... arguments) throws InterruptedException {
        List<String> words = new ArrayList<>(List.of(script.toString()));
        words.addAll(List.of(arguments));
        return runner.run(new Invocation("test", words, Map.of()), purpose, limit);
    }

    /** All processes of this workshop's scripts that live, however they hide. */
    List<ProcessEntry> alive() {
        return containment.service();
    }

    @Override
    public void close() {
        alive().forEach(p -> p.signal(9));
        Await.until("the end of all scripts", () -> alive().isEmpty());
        runner.close();
        time.close();
    }
}
