package org.recoverykit.linux.socket;

import java.util.List;
import java.util.Optional;

/**
 * A child process, to be started.
 *
 * @param command path and arguments, passed as UTF-8
 * @param environment {@code name=value} each
 * @param directory where it starts
 * @param output an existing file, no symbolic link
 * @param group the directory of the control group that it is born in, open; only where {@link SpawnSupport#startsInGroups}
 *     says yes. Being born there takes microseconds; to enter later by {@code cgroup.procs} takes a grace period of the
 *     kernel's, 4 to 16 ms
 */
public record ChildSpec(
        List<String> command, List<String> environment, String directory, String output, Optional<Descriptor> group) {

    /** Keeps copies. */
    public ChildSpec {
        command = List.copyOf(command);
        environment = List.copyOf(environment);
    }
}
