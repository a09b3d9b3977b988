package org.recoverykit.linux.process;

import org.apiguardian.api.API;

/** What became of an attempt to start a process. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface Spawned {

    /**
     * It runs.
     *
     * @param child to be closed
     */
    record Running(ChildProcess child) implements Spawned {}

    /**
     * It does not.
     *
     * @param errno the kernel's error number
     * @param reason the same in words
     */
    record Refused(int errno, String reason) implements Spawned {}
}
