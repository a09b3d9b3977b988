package org.recoverykit.linux;

import java.time.Duration;
import java.util.List;
import org.apiguardian.api.API;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.SavedConfiguration;

/** Changes of a link itself, and its bare wire. Any thread may call; each call blocks for at most its timeout. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LinkControl {
    /**
     * Gives a link another hardware address. Refused with EBUSY by drivers that cannot do it while the link is up, with
     * EADDRNOTAVAIL for zero and group addresses, with EADDRINUSE where a sibling has it, with EOPNOTSUPP where it is fixed.
     * Takes microseconds, for a macvlan up to 20 ms.
     */
    KernelResult setHardwareAddress(int ifindex, MacAddress address, Duration timeout);

    /**
     * Reads what a link may lose when it is set down: its addresses, and the routes of all tables that leave by it. What the
     * kernel makes anew by itself is left out (link-local addresses, subnet routes), and so is what a router advertises, or
     * what is bound to a nexthop object.
     */
    KernelAnswer<SavedConfiguration> save(int ifindex, Duration timeout);

    /**
     * Puts back what is missing of a saved configuration, addresses first; the link is up again. IPv6 addresses that were
     * usable are so at once: nobody else was asked for them a second time. Idempotent.
     *
     * @return what could not be put back; empty when all is there
     */
    List<KernelResult> giveBack(SavedConfiguration saved, Duration timeout);

    /**
     * Listens to a link's wire and sends bare frames. The caller closes what it gets. Refused without CAP_NET_RAW.
     *
     * @param etherType of the frames to be received: 0x0806 ARP, 0x0800 IPv4
     */
    KernelAnswer<WireTap> tap(int ifindex, int etherType, Duration timeout);
}
