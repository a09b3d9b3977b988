package org.recoverykit.kit.generic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import org.recoverykit.kit.generic.run.PlainFiles;
import org.recoverykit.kit.generic.run.ProcessEntry;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.process.HeldProcess;
import org.recoverykit.linux.process.ProcessExits;

/**
 * The application's main process, by the number in its file or by its name. Once found it is held, and its end is told at
 * once. Thread-safe.
 */
final class ApplicationProcess implements AutoCloseable {
    /** PostgreSQL's postmaster.pid has more lines than the one with the number. */
    private static final int LONGEST_FILE = 1024;

    private final Optional<Path> pidFile;
    private final Optional<String> name;
    private final String resource;
    private final Consumer<String> ended;
    private Optional<ProcessEntry> held = Optional.empty();
    private Watch watch = () -> {};
    private boolean closed;

    /** What a look for the process gave. */
    sealed interface Look {
        /** Nothing is known of the process: no setting names it. */
        record NotNamed() implements Look {}

        /**
         * It lives.
         *
         * @param process which one
         */
        record Lives(ProcessEntry process) implements Look {}

        /**
         * It does not.
         *
         * @param reason for a person
         */
        record Gone(String reason) implements Look {}
    }

    /**
     * Looks for nothing yet.
     *
     * @param resource the mark of this resource's processes; they come first among those of one name
     * @param ended is told of its end
     */
    ApplicationProcess(Optional<Path> pidFile, Optional<String> name, String resource, Consumer<String> ended) {
        this.pidFile = pidFile;
        this.name = name;
        this.resource = resource;
        this.ended = ended;
    }

    boolean named() {
        return pidFile.isPresent() || name.isPresent();
    }

    /** Finds it, and watches it from now on if it lives. */
    synchronized Look look() {
        if (!named()) {
            return new Look.NotNamed();
        }
        Look look = pidFile.isPresent() ? byFile(pidFile.get()) : byName(name.orElse(""));
        if (look instanceof Look.Lives lives) {
            hold(lives.process());
        }
        return look;
    }

    private Look byFile(Path file) {
        int pid;
        try {
            if (Files.size(file) > LONGEST_FILE) {
                return new Look.Gone(file + " is too long to hold a process number");
            }
            pid = Integer.parseInt(
                    PlainFiles.read(file).lines().findFirst().orElse("").strip());
        } catch (NoSuchFileException none) {
            return new Look.Gone("there is no " + file + ", so the application's process does not run");
        } catch (IOException | NumberFormatException e) {
            return new Look.Gone(file + " holds no process number: " + e.getMessage());
        }
        Optional<ProcessEntry> process = ProcessEntry.of(pid);
        if (process.isEmpty()) {
            return new Look.Gone("process " + pid + " of " + file + " does not run");
        }
        // Numbers are used again: after a reboot the old file may name anybody.
        if (name.isPresent() && !process.get().name().equals(name.get())) {
            return new Look.Gone(
                    "process " + pid + " of " + file + " is '" + process.get().name() + "', not '" + name.get() + "'");
        }
        return new Look.Lives(process.get());
    }

    private Look byName(String wanted) {
        // A look at all processes costs milliseconds; as long as the known one lives none is needed.
        if (held.isPresent() && held.get().lives()) {
            return new Look.Lives(held.get());
        }
        return ProcessEntry.oldest(wanted, resource)
                .<Look>map(Look.Lives::new)
                .orElseGet(() -> new Look.Gone("no process is called '" + wanted + "'"));
    }

    private void hold(ProcessEntry process) {
        // Not by name: that changes when the process goes on to run another program.
        if (closed
                || held.filter(h -> h.pid() == process.pid() && h.started() == process.started())
                        .isPresent()) {
            return;
        }
        watch.close();
        held = Optional.empty();
        Optional<HeldProcess> hold = HeldProcess.of(process.pid());
        if (hold.isPresent()) {
            if (process.lives()) {
                held = Optional.of(process);
                watch = ProcessExits.watch(hold.get(), () -> gone(process));
            } else {
                hold.get().close();
            }
        }
    }

    private void gone(ProcessEntry process) {
        ended.accept("process " + process.pid() + " has ended");
    }

    @Override
    public synchronized void close() {
        closed = true;
        watch.close();
    }
}
