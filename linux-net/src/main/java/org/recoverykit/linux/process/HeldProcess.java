package org.recoverykit.linux.process;

import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;
import org.recoverykit.linux.socket.PidDescriptor;
import org.recoverykit.linux.socket.SystemCallException;

/** Any process, held so that a signal cannot reach another one that got its number since. Used by one thread at a time. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class HeldProcess implements AutoCloseable {
    private final PidDescriptor process;

    private HeldProcess(PidDescriptor process) {
        this.process = process;
    }

    /** Takes hold of it; empty if there is none. Look at what it is afterwards: until now it could be another. */
    public static Optional<HeldProcess> of(int pid) {
        try {
            return Optional.of(new HeldProcess(PidDescriptor.open(pid)));
        } catch (SystemCallException gone) {
            return Optional.empty();
        }
    }

    /** Sends a signal: whether it was there, and ours to signal. */
    public boolean signal(int number) {
        return process.signal(number);
    }

    /** Waits for its end, at most this long. */
    public boolean awaitEnd(Duration atMost) {
        return process.awaitEnd(atMost.toNanos());
    }

    PidDescriptor descriptor() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }
}
