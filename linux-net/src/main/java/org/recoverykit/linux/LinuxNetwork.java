package org.recoverykit.linux;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apiguardian.api.API;
import org.recoverykit.linux.model.Capability;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.Link;

/**
 * One Linux network namespace: a table of what it has, events about what changes, and requests that change it. Safe for any
 * number of threads, in any namespace: everything acts on the namespace of the thread that opened it.
 *
 * <p>Every request waits for other callers' requests and for its answer no longer than its timeout; after that the outcome
 * is unknown, and the next request uses a fresh socket. A timeout cannot end one wait: the kernel works a request off inside
 * the sending system call, and there it waits for its one lock over all network configuration (RTNL) for as long as others
 * hold it, mostly microseconds, but up to a second beside bulk changes of thousands of addresses. So do not call from a
 * thread that must never wait. Requests never share a thread with the events.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface LinuxNetwork extends AutoCloseable {

    /**
     * Opens the network namespace of the calling thread and reads its links and addresses. Two daemon threads live until
     * {@link #close()}.
     *
     * <p>Needs no capability; who wants more than to read asks {@link #missingCapabilities}. When it fails, whatever it had
     * opened is closed.
     *
     * @throws NetworkUnavailableException not Linux, native access denied, or the kernel refuses; says what to do
     */
    static LinuxNetwork open() {
        return open(NetworkOptions.defaults());
    }

    /** {@link #open()} with other options. */
    static LinuxNetwork open(NetworkOptions options) {
        return NetworkRegistry.open(options);
    }

    /**
     * The same as {@link #open()}, but all who ask in one network namespace get one instance. Close what you got: the last
     * one closes it.
     */
    static LinuxNetwork shared() {
        return NetworkRegistry.shared();
    }

    /** Reads what the namespace has; never blocks. */
    NetworkView view();

    /**
     * Hears of the link of this name, now or later, also when it is renamed to or from it. Watched links are also asked for
     * their carrier at each {@link NetworkOptions#linkPollInterval()}, since the kernel may hold back the event of a lost
     * carrier for up to a second. Read the view <em>after</em> this returns: what changed before is not told.
     */
    Watch watchLink(String name, LinkListener listener);

    /** Hears of the link of this index, and asks for its carrier as {@link #watchLink(String, LinkListener)} does. */
    Watch watchLink(int ifindex, LinkListener listener);

    /** Hears of links without carrier before everybody else; see there for what that costs. */
    Watch watchCarriers(CarrierAlarm alarm);

    /** Hears of this address on any interface. Costs nothing for the events of other addresses. */
    Watch watchAddress(InetAddress address, AddressListener listener);

    /** Hears of everything. */
    Watch watchAll(NetworkListener listener);

    /**
     * Hears ARP frames on one interface whose sender claims an address, and probes for it: who has it, who wants it, who
     * answers. The kernel filters, so all other ARP on the wire costs no wake-up. Ends with the interface: for one that is
     * plugged in again, watch anew. Refused without CAP_NET_RAW.
     *
     * @param timeout for opening a socket, which only the first watch of an interface needs
     */
    KernelAnswer<Watch> watchArp(int ifindex, Inet4Address address, ArpListener listener, Duration timeout);

    /**
     * Hears, in the same way, Neighbor Discovery about an address: who says that he has it, who asks for it.
     *
     * @param timeout for opening a socket, which only the first watch of an interface needs
     */
    KernelAnswer<Watch> watchNd(int ifindex, Inet6Address address, NdListener listener, Duration timeout);

    /** Changes one address. Refused with EPERM without CAP_NET_ADMIN. */
    KernelResult change(AddressChange change, Duration timeout);

    /**
     * Changes many addresses in order, in batches of one system call each; one result for each change. Remove newest first:
     * with promote_secondaries the other order takes quadratic time.
     */
    List<KernelResult> changeAll(List<AddressChange> changes, Duration timeout);

    /** Sets a link up or down. Down loses its IPv6 addresses (unless keep_addr_on_down) and the routes through it. */
    KernelResult setLinkUp(int ifindex, boolean up, Duration timeout);

    /** Asks the kernel for one link, past the table. */
    KernelAnswer<Link> askLink(int ifindex, Duration timeout);

    /**
     * Asks the kernel on which interface an address of this node is: about 4 microseconds however many there are. Sees
     * neither prefix length nor flags, nor a second interface that has it too. An IPv6 address counts once its local route
     * is there, which the kernel installs some microseconds after it acknowledges the address (longer when it is busy), and
     * not before duplicate address detection is over.
     *
     * @return {@link KernelResult.NotThere} when no interface has it
     */
    KernelAnswer<Integer> localInterfaceOf(InetAddress address, Duration timeout);

    /**
     * The same, of several interfaces that have it at this moment: this one, if it is among them. For IPv4 the kernel names
     * no other one. Who cannot ask so precisely may name any.
     */
    default KernelAnswer<Integer> localInterfaceOf(InetAddress address, int preferred, Duration timeout) {
        return localInterfaceOf(address, timeout);
    }

    /** Asks the kernel for all addresses of all interfaces, past the table; repeated while they change under the reading. */
    KernelAnswer<List<InterfaceAddress>> dumpAddresses(Duration timeout);

    /** Asks the kernel for the addresses of one interface, past the table. A busy interface may show one twice or not. */
    KernelAnswer<List<InterfaceAddress>> dumpAddresses(int ifindex, Duration timeout);

    /** Routes and rules. */
    Routing routing();

    /** Changes of a link itself, and its bare wire. */
    LinkControl links();

    /** The namespace's interface settings for IPv4. */
    default InterfaceSysctl sysctl() {
        return sysctl(IpFamily.IPV4);
    }

    /** The namespace's interface settings. */
    InterfaceSysctl sysctl(IpFamily family);

    /** ARP frames. */
    ArpSender arp();

    /** IPv6 Neighbor Discovery. */
    NdSender nd();

    /** ICMP echoes. */
    EchoAsker echoes();

    /** TCP connections of this node's addresses. */
    TcpConnections tcp();

    /**
     * What this process lacks to do more than read here; empty when it lacks nothing. Finds out by trying what needs it, in
     * ways that change nothing, so it is true in user namespaces and containers too.
     */
    KernelAnswer<Set<Capability>> missingCapabilities(Duration timeout);

    /**
     * Rehearses every path of a move, changing nothing, so that the first real one does not run cold code. Works in the
     * calling thread; begins nothing more after half a second, which a busy machine may use up before all rounds are done.
     * Any thread may call it, beside whatever else goes on and also while this is closed: other requests get their turn
     * between its own.
     */
    default void warmUp() {
        warmUp(ifindex -> {});
    }

    /**
     * The same with an alarm that hears, among what is rehearsed, thousands of times that the loopback has no carrier; no other
     * listener hears anything.
     */
    void warmUp(CarrierAlarm alarm);

    /** Ends the watches and closes the sockets. Changes nothing in the kernel. Idempotent. */
    @Override
    void close();
}
