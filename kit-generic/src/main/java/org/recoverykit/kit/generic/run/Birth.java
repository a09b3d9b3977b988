package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.recoverykit.linux.process.ChildProcess;
import org.recoverykit.linux.process.Spawned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether a process can be born in a control group here. The C library has to know how (glibc 2.39), the kernel to allow it
 * (Linux 5.7, and no filter on clone3). That a call says yes is no proof, and a script outside its group could not be found
 * again; so once for each parent group a process is born, and says where it is.
 */
final class Birth {
    private static final Logger LOG = LoggerFactory.getLogger(Birth.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Map<Path, Boolean> PROVEN = new HashMap<>();

    private Birth() {}

    /** Whether it has been seen to work below this group. */
    static boolean in(Path parent) {
        if (!ChildProcess.startsInGroups()) {
            return false;
        }
        synchronized (PROVEN) {
            return PROVEN.computeIfAbsent(parent, Birth::proves);
        }
    }

    private static boolean proves(Path parent) {
        Path group = parent.resolve("rk.birth." + ProcessHandle.current().pid());
        try {
            Path answer = Files.createTempFile("rk-birth", ".out");
            try {
                Files.createDirectory(group);
                return saysSo(group, answer);
            } finally {
                Files.deleteIfExists(answer);
                Files.deleteIfExists(group);
            }
        } catch (IOException e) {
            LOG.warn("event=birth-not-proven group={} reason={}", group, e.toString());
            return false;
        }
    }

    private static boolean saysSo(Path group, Path answer) throws IOException {
        Spawned spawned = ChildProcess.startIn(
                group, List.of("/bin/cat", "/proc/self/cgroup"), Map.of("LC_ALL", "C"), Path.of("/"), answer);
        if (spawned instanceof Spawned.Refused refused) {
            LOG.info("event=no-birth-in-groups reason={}", refused.reason());
            return false;
        }
        try (ChildProcess child = ((Spawned.Running) spawned).child()) {
            return child.await(PATIENCE).isPresent()
                    && PlainFiles.read(answer)
                            .lines()
                            .anyMatch(line -> line.startsWith("0::") && line.endsWith("/" + group.getFileName()));
        }
    }
}
