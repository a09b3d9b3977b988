package org.recoverykit.linux;

import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;

/** One link's wire, frame by frame. Used by one thread at a time; closing costs milliseconds. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface WireTap extends AutoCloseable {
    /** Sends one Ethernet frame as it is. On a link without carrier it is dropped silently; ENETDOWN is Refused. */
    KernelResult send(byte[] frame);

    /**
     * The next frame of the asked type that came in, addressed to whomever.
     *
     * @return empty when none came in time, or the link went down
     */
    Optional<byte[]> receive(Duration timeout) throws InterruptedException;

    @Override
    void close();
}
