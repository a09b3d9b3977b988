package org.recoverykit.linux;

import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;
import org.recoverykit.linux.model.ArpFrame;

/**
 * Sends ARP frames by sockets that stay open, one for each interface: closing a packet socket costs milliseconds. Any
 * thread may call.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ArpSender {
    /**
     * Opens the interface's socket, so that the first {@link #send} is not the one that pays. Idempotent. Refused without
     * CAP_NET_RAW.
     */
    KernelResult prepare(int ifindex, Duration timeout);

    /**
     * Sends one frame to everybody on the wire, opening the socket when it is not. ENETDOWN is {@link KernelResult.Refused};
     * without carrier the kernel accepts the frame and drops it silently, so announce again when carrier comes back. Waits
     * at most 50 ms for room in the send queue.
     */
    KernelResult send(int ifindex, ArpFrame frame);

    /** Encodes a frame beforehand; empty as long as the interface's socket is not open. Never blocks. */
    Optional<ReadyFrame> ready(int ifindex, ArpFrame frame);
}
