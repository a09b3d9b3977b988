package org.recoverykit.kit.generic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.recoverykit.linux.lab.Await;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.testkit.KitHarness;

/** A unit of its own of the real systemd, of the machine's lifetime at most; gone when it is closed. */
final class SystemdUnit implements KitHarness<GenericConfig> {
    static final String NOT_HERE =
            "systemd is not the first process here; where it is not: bin/test-in-vm --systemd kit-generic '.*RealSystemd.*'";
    private static final String SYSTEMCTL = "/usr/bin/systemctl";
    private static final Path RUNNING = Path.of("/run/systemd/system");

    private final String name = "rk-test-" + UUID.randomUUID() + ".service";
    private final Path file = RUNNING.resolve(name);

    SystemdUnit() {
        this("ExecStart=/bin/sleep 600");
    }

    /** With these lines in its section {@code [Service]}. A name that systemd has never heard needs no reload. */
    SystemdUnit(String service) {
        try {
            Files.writeString(file, "[Unit]\nDescription=a test\n[Service]\n" + service + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether systemd is in charge here and obeys us; {@link #NOT_HERE} otherwise. */
    static boolean systemdIsHere() {
        try {
            return Files.isWritable(RUNNING)
                    && Files.readString(Path.of("/proc/1/comm")).strip().equals("systemd");
        } catch (IOException e) {
            return false;
        }
    }

    static GenericConfig named(String unit) {
        return Settings.systemd(SYSTEMCTL, unit, Map.of());
    }

    String name() {
        return name;
    }

    /** What systemd says of it. */
    String property(String property) {
        return Shell.run(SYSTEMCTL, "show", "--value", "--property=" + property, name)
                .strip();
    }

    Optional<ProcessHandle> process() {
        return ProcessHandle.of(Long.parseLong(property("MainPID"))).filter(ProcessHandle::isAlive);
    }

    void awaitState(String state) {
        Await.until(name + " " + state, () -> property("ActiveState").equals(state));
    }

    @Override
    public RecoveryKitProvider<GenericConfig> provider() {
        return new GenericKitProvider();
    }

    @Override
    public GenericConfig config() {
        return named(name);
    }

    @Override
    public void breakIt() {
        process().ifPresent(ProcessHandle::destroyForcibly);
        Await.until("the end of " + name, () -> process().isEmpty());
    }

    @Override
    public boolean isReallyInService() {
        return process().isPresent();
    }

    @Override
    public Duration patience() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void close() {
        try {
            Shell.attempt(SYSTEMCTL, "stop", name);
            Shell.attempt(SYSTEMCTL, "reset-failed", name);
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
