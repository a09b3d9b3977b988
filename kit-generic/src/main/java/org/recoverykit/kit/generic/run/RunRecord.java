package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.recoverykit.kit.generic.run.Containment.RunMark;
import org.recoverykit.kit.generic.run.ScriptRunner.Purpose;
import org.recoverykit.linux.file.InPlace;

/**
 * A file that names the script that runs, so that the engine's next life finds a script that outlived this one. It need not
 * survive the machine: neither does the script.
 *
 * @param id the run's name
 * @param purpose what becomes of what it leaves
 * @param leader its first process and when that started; empty if the engine ended before it could write that
 */
record RunRecord(String id, Purpose purpose, Optional<ProcessEntry> leader) {
    private static final String NAME = "run";
    private static final String NOTHING_RUNS = "-";
    private static final int LENGTH = 192;

    static void begin(Path state, String id, Purpose purpose) throws IOException {
        overwrite(state, id + "\n" + purpose + "\n");
    }

    static void started(Path state, String id, Purpose purpose, int pid) throws IOException {
        long since = ProcessEntry.of(pid).map(ProcessEntry::started).orElse(0L);
        overwrite(state, id + "\n" + purpose + "\n" + pid + "\n" + since + "\n");
    }

    static void end(Path state) throws IOException {
        overwrite(state, NOTHING_RUNS + "\n");
    }

    /** In place, in one write: making and removing a file costs a quarter of what a script does. */
    private static void overwrite(Path state, String text) throws IOException {
        InPlace.write(state.resolve(NAME), Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), LENGTH));
    }

    /** What the last life left. Of an unreadable one nothing can be said, and nothing is: then no script had begun. */
    static Optional<RunRecord> read(Path state) {
        try {
            if (!Files.exists(state.resolve(NAME))) {
                return Optional.empty();
            }
            List<String> lines = PlainFiles.read(state.resolve(NAME))
                    .replace("\0", "")
                    .lines()
                    .toList();
            if (lines.size() < 2) {
                return Optional.empty();
            }
            Optional<ProcessEntry> leader = lines.size() < 4
                    ? Optional.empty()
                    : Optional.of(
                            new ProcessEntry(Integer.parseInt(lines.get(2)), "", 0, Long.parseLong(lines.get(3))));
            return Optional.of(new RunRecord(lines.get(0), Purpose.valueOf(lines.get(1)), leader));
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** What must not live on, if anything: all of a script that still runs, and litter of one that has ended. */
    Optional<RunMark> toEnd() {
        boolean running = leader.isEmpty() || leader.get().lives();
        return running || purpose == Purpose.LEAVES_NOTHING ? Optional.of(mark(running)) : Optional.empty();
    }

    private RunMark mark(boolean running) {
        // The number of a leader that has ended may be another's by now.
        return new RunMark(id, running && leader.isPresent() ? leader.get().pid() : -1);
    }
}
