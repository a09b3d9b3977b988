package org.recoverykit.linux;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.Optional;
import org.apiguardian.api.API;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;

/**
 * Sends IPv6 Neighbor Discovery messages, by the same sockets as {@link ArpSender}. They are whole frames, so the kernel
 * neither demands that their source is an address of the node nor changes their hop limit. Any thread may call.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface NdSender {
    /** As {@link ArpSender#prepare}, whose socket it shares. */
    KernelResult prepare(int ifindex, Duration timeout);

    /** As {@link ArpSender#send}: ENETDOWN is refused, and without carrier the frame vanishes silently. */
    KernelResult send(int ifindex, NdFrame frame);

    /** As {@link ArpSender#ready}. */
    Optional<ReadyFrame> ready(int ifindex, NdFrame frame);

    /**
     * Asks the network who has an address, as duplicate address detection does: whoever has it answers to all. Waits for
     * the first answer, at most so long; claims nothing, and no neighbour learns of the asker.
     *
     * @param asker the interface's own hardware address; what comes from there is no answer
     * @return empty when nobody answered in time
     */
    KernelAnswer<Optional<MacAddress>> ownerOf(int ifindex, MacAddress asker, Inet6Address target, Duration timeout);
}
