package org.recoverykit.linux;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.recoverykit.linux.codec.Ack;
import org.recoverykit.linux.socket.Errno;

/** What an acknowledgement means for what was asked: pure. */
final class Verdict {
    /** What an error number means depends on what was asked. */
    enum Purpose {
        ADD,
        REMOVE,
        ASK,
        SET
    }

    private Verdict() {}

    /** @param what "add 192.0.2.1/24 to interface 3": asked for only when something went wrong */
    static KernelResult of(Purpose purpose, Supplier<String> what, Optional<Ack> answer, Duration timeout) {
        if (answer.isEmpty()) {
            return new KernelResult.TimedOut(
                    what.get() + ": no answer within " + timeout.toMillis() + " ms; whether it was done is not known");
        }
        Ack ack = answer.get();
        return ack.done() ? KernelResult.Ok.PLAIN : failed(purpose, what.get(), ack.errno(), ack.text());
    }

    static KernelResult failed(Purpose purpose, String what, int errno, String text) {
        String message = what + ": " + Errno.describe(errno) + (text.isEmpty() ? "" : " (kernel: " + text + ")");
        switch (errno) {
            case Errno.ENODEV, Errno.ENXIO -> {
                return new KernelResult.NoInterface(message);
            }
            case Errno.EEXIST -> {
                return purpose == Purpose.ADD
                        ? new KernelResult.AlreadyThere(message)
                        : new KernelResult.Refused(errno, text, message);
            }
            case Errno.EADDRNOTAVAIL, Errno.ESRCH, Errno.ENOENT -> {
                return purpose == Purpose.REMOVE || purpose == Purpose.ASK
                        ? new KernelResult.NotThere(message)
                        : new KernelResult.Refused(errno, text, message);
            }
            case Errno.EPERM -> {
                return new KernelResult.Refused(errno, text, message + Privileges.HINT);
            }
            default -> {
                return new KernelResult.Refused(errno, text, message);
            }
        }
    }
}
