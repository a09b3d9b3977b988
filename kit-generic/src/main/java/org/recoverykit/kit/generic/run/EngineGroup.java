package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control group below which those of resources are made: the engine's own, or, where systemd has put the engine into a
 * subgroup of a unit that it has delegated ({@code DelegateSubgroup=}), the unit's. Only there can a limit on processes be had:
 * a group that has processes of its own must give no controllers on, and the unit's has none.
 */
final class EngineGroup {
    private static final Logger LOG = LoggerFactory.getLogger(EngineGroup.class);
    private static final Path MOUNTS = Path.of("/proc/self/mountinfo");
    private static final Path OWN = Path.of("/proc/self/cgroup");
    private static final String PIDS = "pids";

    /** How systemd marks the top of what it leaves to others (since 251). */
    private static final String DELEGATED = "user:delegate";

    private EngineGroup() {}

    /** Where groups may be made, if anywhere; it gives its children the pids controller if it can. */
    static Optional<Path> parent() {
        try {
            Optional<String> own = PlainFiles.read(OWN)
                    .lines()
                    .filter(line -> line.startsWith("0::/"))
                    .map(line -> line.substring("0::/".length()))
                    .findFirst();
            Optional<String> mount = PlainFiles.read(MOUNTS)
                    .lines()
                    .filter(line -> line.contains(" - cgroup2 "))
                    .map(line -> line.split(" ", -1)[4])
                    .findFirst();
            return mount.flatMap(m -> own.map(o -> Path.of(m).resolve(o)))
                    .map(group -> delegatedAbove(group).orElse(group))
                    .filter(EngineGroup::writable);
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<Path> delegatedAbove(Path group) {
        Path above = group.getParent();
        if (above == null || !delegated(above) || !writable(above)) {
            return Optional.empty();
        }
        giveOn(above);
        return Optional.of(above);
    }

    private static boolean delegated(Path group) {
        try {
            return Files.getAttribute(group, DELEGATED) instanceof byte[] value
                    && Arrays.equals(value, "1".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException noSuchMark) {
            return false;
        }
    }

    private static boolean writable(Path group) {
        return Files.isWritable(group) && Files.isWritable(group.resolve(CgroupContainment.MEMBERS));
    }

    private static void giveOn(Path group) {
        try {
            if (PlainFiles.read(group.resolve("cgroup.controllers")).contains(PIDS) && !givesOn(group)) {
                PlainFiles.write(group.resolve(CgroupContainment.GIVEN), "+" + PIDS);
            }
        } catch (IOException refused) {
            LOG.warn("event=no-limit-on-processes group={} reason={}", group, refused.toString());
        }
    }

    /** Whether its children have the controller that limits how many processes they have. */
    static boolean givesOn(Path group) {
        try {
            return PlainFiles.read(group.resolve(CgroupContainment.GIVEN)).contains(PIDS);
        } catch (IOException noSuchFile) {
            return false;
        }
    }
}
