package org.recoverykit.linux.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;
import org.recoverykit.linux.socket.ChildSpec;
import org.recoverykit.linux.socket.Descriptor;
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
    private final PidDescriptor process;
    private Optional<Ending> ending = Optional.empty();

    private ChildProcess(PidDescriptor process) {
        this.process = process;
    }

    /** Why processes cannot be started here (no Linux, no native code, a library or kernel that is too old), or empty. */
    public static Optional<String> unavailable() {
        return NativeAccess.load().map(NativeAccess.LoadFailure::message).or(SpawnSupport::missing);
    }

    /** Whether a child can be started inside a control group here; whether the kernel lets it, the first one shows. */
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
        return start(command, environment, directory, output, Optional.empty());
    }

    /**
     * The same, born in a control group: nothing that it starts is ever outside. Only where {@link #startsInGroups}.
     *
     * @param group the group's directory
     */
    public static Spawned startIn(
            Path group, List<String> command, Map<String, String> environment, Path directory, Path output) {
        try (Descriptor open = Descriptor.openFile(group.toString())) {
            return start(command, environment, directory, output, Optional.of(open));
        } catch (SystemCallException noSuchGroup) {
            return new Spawned.Refused(noSuchGroup.errno(), String.valueOf(noSuchGroup.getMessage()));
        }
    }

    private static Spawned start(
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path output,
            Optional<Descriptor> group) {
        List<String> assignments = new ArrayList<>(environment.size());
        environment.forEach((name, value) -> assignments.add(name + "=" + value));
        Spawn.Result result =
                Spawn.start(new ChildSpec(command, assignments, directory.toString(), output.toString(), group));
        if (result instanceof Spawn.Result.Started started) {
            return new Spawned.Running(new ChildProcess(started.process()));
        }
        Spawn.Result.Refused refused = (Spawn.Result.Refused) result;
        return new Spawned.Refused(refused.errno(), refused.reason());
    }

    /** Its number, and that of its session and group. */
    public int pid() {
        return process.pid();
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
        return PidDescriptor.signalGroup(process.pid(), signal);
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
