package org.recoverykit.linux;

import org.apiguardian.api.API;

/** Ends what a watching call began. Idempotent, never blocks; a call that runs on the monitor's thread may still finish. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Watch extends AutoCloseable {
    @Override
    void close();
}
