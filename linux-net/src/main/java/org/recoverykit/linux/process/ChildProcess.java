package org.recoverykit.linux.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.recoverykit.linux.socket.Descriptor;
import org.recoverykit.linux.socket.Errno;
import org.recoverykit.linux.socket.NativeAccess;
import org.recoverykit.linux.socket.PidDescriptor;
import org.recoverykit.linux.socket.Spawn;
import org.recoverykit.linux.socket.SpawnSupport;
import org.recoverykit.linux.socket.SystemCallException;

/**
 * A child process that leads a session and a process group of its own; both have its number. Used by one thread at a time.
 * Nothing here is ended by an interrupt: a caller that wants that waits in short pieces.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class ChildProcess implements AutoCloseable {
    private final int pid;
    private final PidDescriptor process;
    private Optional<Ending> ending = Optional.empty();

    private ChildProcess(int pid, PidDescriptor process) {
        this.pid = pid;
        this.process = process;
    }

    /** Why processes cannot be started here (no Linux, no native code, a library or kernel that is too old), or empty. */
    public static Optional<String> unavailable() {
        return NativeAccess.load().map(NativeAccess.LoadFailure::message).or(SpawnSupport::missing);
    }

    /** Whether the C library can start a child inside a control group; whether the kernel lets it, the first one shows. */
    public static boolean startsInGroups() {
        return SpawnSupport.startsInGroups();
    }

    /**
     * Starts one, without a shell. It has no descriptors but 0 (/dev/null), 1 and 2 (the output file), no signal blocked or
     * ignored, and inherits the umask.
     *
     * @param command absolute path, then the arguments, which it gets as UTF-8
     * @param environment all of its variables
     * @param directory where it starts
     * @param output an existing file, appended to
     */
    public static Spawned start(List<String> command, Map<String, String> environment, Path directory, Path output) {
        return started(Spawn.spawn(
                command, assignments(environment), directory.toString(), output.toString(), Optional.empty()));
    }

    /**
     * The same, born in a control group: nothing that it starts is ever outside. Only where {@link #startsInGroups}.
     *
     * @param group the group's directory
     */
    public static Spawned startIn(
            Path group, List<String> command, Map<String, String> environment, Path directory, Path output) {
        try (Descriptor open = Descriptor.openFile(group.toString())) {
            return started(Spawn.spawn(
                    command, assignments(environment), directory.toString(), output.toString(), Optional.of(open)));
        } catch (SystemCallException noSuchGroup) {
            return new Spawned.Refused(noSuchGroup.errno(), String.valueOf(noSuchGroup.getMessage()));
        }
    }

    private static List<String> assignments(Map<String, String> environment) {
        List<String> all = new ArrayList<>(environment.size());
        environment.forEach((name, value) -> all.add(name + "=" + value));
        return all;
    }

    private static Spawned started(int pid) {
        if (pid < 0) {
            return new Spawned.Refused(-pid, Errno.describe(-pid));
        }
        try {
            return new Spawned.Running(new ChildProcess(pid, PidDescriptor.open(pid)));
        } catch (SystemCallException noDescriptor) {
            // It is our child and nobody has waited for it, so the number is still its own.
            boolean unused = PidDescriptor.signalGroup(pid, Signals.KILL);
            return new Spawned.Refused(noDescriptor.errno(), String.valueOf(noDescriptor.getMessage()));
        }
    }

    /** Its number, and that of its session and group. */
    public int pid() {
        return pid;
    }

    /** Waits for its end, at most this long: how it ended. */
    public Optional<Ending> await(Duration atMost) {
        if (ending.isEmpty() && process.awaitEnd(atMost.toNanos())) {
            OptionalInt status = process.reap();
            ending = Optional.of(status.isPresent() ? Ending.of(status.getAsInt()) : new Ending.Exited(0xff));
        }
        return ending;
    }

    /**
     * Sends a signal to its group; 0 only asks. Whether anybody is left in it. The number of a group is not given to anybody
     * else as long as somebody is in it, and numbers are given out in turn, so this reaches no stranger.
     */
    public boolean signalGroup(int signal) {
        return PidDescriptor.signalGroup(pid, signal);
    }

    /** Lets go of it; it runs on. One that has not been waited for is waited for in the background. */
    @Override
    public void close() {
        if (ending.isPresent()) {
            process.close();
        } else {
            ProcessExits.reapLater(process);
        }
    }
}
