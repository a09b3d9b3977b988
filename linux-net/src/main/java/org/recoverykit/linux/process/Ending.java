package org.recoverykit.linux.process;

import org.apiguardian.api.API;

/** How a process ended. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Ending {

    /**
     * By itself.
     *
     * @param code 0 to 255
     */
    record Exited(int code) implements Ending {}

    /**
     * By a signal.
     *
     * @param signal the signal's number
     */
    record Signalled(int signal) implements Ending {}

    /** What wait(2) says. */
    static Ending of(int status) {
        int signal = status & 0x7f;
        return signal == 0 ? new Exited(status >> 8 & 0xff) : new Signalled(signal);
    }
}
