package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.recoverykit.linux.process.HeldProcess;

/**
 * A process as /proc shows it.
 *
 * @param pid its number
 * @param name what it is called: 15 characters
 * @param session the leader of its session
 * @param started in clock ticks since boot: tells it from a later one of the same number
 */
public record ProcessEntry(int pid, String name, int session, long started) {
    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int SESSION = 3;
    private static final int STARTED = 19;
    private static final int SELF = (int) ProcessHandle.current().pid();

    /** One that is there and no zombie. */
    public static Optional<ProcessEntry> of(int pid) {
        try {
            String stat = PlainFiles.read(PROC.resolve(pid + "/stat"));
            // The name may hold blanks and brackets; what follows its last bracket may not.
            int close = stat.lastIndexOf(')');
            List<String> rest = List.of(stat.substring(close + 2).strip().split(" ", -1));
            if ("ZX".contains(rest.get(STATE))) {
                return Optional.empty();
            }
            return Optional.of(new ProcessEntry(
                    pid,
                    stat.substring(stat.indexOf('(') + 1, close),
                    Integer.parseInt(rest.get(SESSION)),
                    Long.parseLong(rest.get(STARTED))));
        } catch (IOException | RuntimeException gone) {
            return Optional.empty();
        }
    }

    /** All others that satisfy it, this process not among them. */
    static List<ProcessEntry> all(Predicate<ProcessEntry> wanted) {
        List<ProcessEntry> found = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                int pid = Integer.parseInt(entry.getFileName().toString());
                if (pid != SELF) {
                    of(pid).filter(wanted).ifPresent(found::add);
                }
            }
        } catch (IOException unreadable) {
            return found;
        }
        return found;
    }

    /** The one of this name that has run longest; this resource's own come first. */
    public static Optional<ProcessEntry> oldest(String name, String resource) {
        return all(p -> p.name().equals(name)).stream()
                .min(Comparator.comparing((ProcessEntry p) -> !p.has(Surroundings.RESOURCE_MARK, resource))
                        .thenComparing(ProcessEntry::started));
    }

    /** Whether it was started with this variable; unknown of other users' processes, then not. */
    boolean has(String variable, String value) {
        try {
            String text = '\0' + PlainFiles.read(PROC.resolve(pid + "/environ"));
            return text.contains('\0' + variable + '=' + value + '\0');
        } catch (IOException notOurs) {
            return false;
        }
    }

    /** Whether this very process is still there. */
    public boolean lives() {
        return of(pid).filter(now -> now.started() == started).isPresent();
    }

    /** Sends it a signal, and no other that got its number since. */
    void signal(int number) {
        HeldProcess.of(pid).ifPresent(held -> {
            try (held) {
                if (lives()) {
                    boolean unused = held.signal(number);
                }
            }
        });
    }

    @Override
    public String toString() {
        return pid + " (" + name + ")";
    }
}
