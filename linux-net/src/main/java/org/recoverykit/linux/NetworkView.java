package org.recoverykit.linux;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.apiguardian.api.API;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;

/**
 * What the namespace has, from a table that events keep current. Reads take no lock, do no I/O and are constant in time but
 * where said. The table trails the kernel by some tens of microseconds: right after a change of your own, ask
 * {@link LinuxNetwork#localInterfaceOf} when you must know.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface NetworkView {
    /** The link of this name or further name. */
    Optional<Link> link(String name);

    /** The link of this index. */
    Optional<Link> link(int ifindex);

    /** All links, by index; a copy. */
    List<Link> links();

    /** The addresses of one interface, oldest known first; a copy, so linear in their number. */
    List<InterfaceAddress> addresses(int ifindex);

    /** Where an address is: once for each interface and prefix length; most often one or none. */
    List<InterfaceAddress> addressesOf(InetAddress address);

    /** Grows with each change of the table. */
    long generation();

    /** False from the moment events were lost until all has been read anew: what the view says may be old. */
    boolean current();
}
