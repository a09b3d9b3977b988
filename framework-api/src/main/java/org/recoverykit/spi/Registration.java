package org.recoverykit.spi;

import org.apiguardian.api.API;

/** Ends what a registering call began. Closing is idempotent, never blocks, and lets a run that is going on finish. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Registration extends AutoCloseable {
    @Override
    void close();
}
