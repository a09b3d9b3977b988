package org.recoverykit.linux;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.recoverykit.linux.model.Capability;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.Link;

/** One user's hold on a core, which it may share with others; its watches end with it. */
final class NetworkHandle implements LinuxNetwork {
    private final NetworkCore core;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    NetworkHandle(NetworkCore core, Runnable release) {
        this.core = core;
        this.release = release;
    }

    @Override
    public NetworkView view() {
        return core.table;
    }

    @Override
    public Watch watchLink(String name, LinkListener listener) {
        return polled(core.watchers.link(name, listener));
    }

    @Override
    public Watch watchLink(int ifindex, LinkListener listener) {
        return polled(core.watchers.link(ifindex, listener));
    }

    @Override
    public Watch watchCarriers(CarrierAlarm alarm) {
        return kept(core.watchers.carriers(alarm));
    }

    @Override
    public Watch watchAddress(InetAddress address, AddressListener listener) {
        return kept(core.watchers.address(address, listener));
    }

    @Override
    public Watch watchAll(NetworkListener listener) {
        return kept(core.watchers.all(listener));
    }

    @Override
    public KernelAnswer<Watch> watchArp(int ifindex, Inet4Address address, ArpListener listener, Duration timeout) {
        return kept(core.arpEars.listen(ifindex, address, listener::heard, timeout));
    }

    @Override
    public KernelAnswer<Watch> watchNd(int ifindex, Inet6Address address, NdListener listener, Duration timeout) {
        return kept(core.ndEars.listen(ifindex, address, listener::heard, timeout));
    }

    private KernelAnswer<Watch> kept(KernelAnswer<Watch> begun) {
        return begun.value().isEmpty()
                ? begun
                : new KernelAnswer.Answered<>(kept(begun.value().get()));
    }

    private Watch polled(Watch watch) {
        Watch kept = kept(watch);
        // The loop waits without end while nobody watches a link.
        core.monitor.wake();
        return kept;
    }

    private Watch kept(Watch watch) {
        AtomicBoolean ended = new AtomicBoolean();
        Watch once = () -> {
            if (ended.compareAndSet(false, true)) {
                watch.close();
            }
        };
        watches.add(once);
        return () -> {
            watches.remove(once);
            once.close();
        };
    }

    @Override
    public KernelResult change(AddressChange change, Duration timeout) {
        return core.requests.change(change, timeout);
    }

    @Override
    public List<KernelResult> changeAll(List<AddressChange> changes, Duration timeout) {
        return core.requests.changeAll(changes, timeout);
    }

    @Override
    public KernelResult setLinkUp(int ifindex, boolean up, Duration timeout) {
        return core.requests.setLinkUp(ifindex, up, timeout);
    }

    @Override
    public KernelAnswer<Link> askLink(int ifindex, Duration timeout) {
        return core.requests.askLink(ifindex, timeout);
    }

    @Override
    public KernelAnswer<Integer> localInterfaceOf(InetAddress address, Duration timeout) {
        return core.requests.localInterfaceOf(address, 0, timeout);
    }

    @Override
    public KernelAnswer<Integer> localInterfaceOf(InetAddress address, int preferred, Duration timeout) {
        return core.requests.localInterfaceOf(address, preferred, timeout);
    }

    @Override
    public KernelAnswer<List<InterfaceAddress>> dumpAddresses(Duration timeout) {
        return core.requests.dumpAddresses(0, timeout);
    }

    @Override
    public KernelAnswer<List<InterfaceAddress>> dumpAddresses(int ifindex, Duration timeout) {
        return core.requests.dumpAddresses(ifindex, timeout);
    }

    @Override
    public Routing routing() {
        return core.routing;
    }

    @Override
    public LinkControl links() {
        return core.links;
    }

    @Override
    public InterfaceSysctl sysctl(IpFamily family) {
        return family == IpFamily.IPV4 ? core.sysctl : core.sysctl6;
    }

    @Override
    public ArpSender arp() {
        return core.packets;
    }

    @Override
    public NdSender nd() {
        return core.packets;
    }

    @Override
    public EchoAsker echoes() {
        return core.echoes;
    }

    @Override
    public TcpConnections tcp() {
        return core.tcp;
    }

    @Override
    public KernelAnswer<Set<Capability>> missingCapabilities(Duration timeout) {
        return core.capabilities.missing(timeout);
    }

    @Override
    public void warmUp(CarrierAlarm alarm) {
        new Rehearsal(this, alarm).run();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            watches.forEach(Watch::close);
            watches.clear();
            release.run();
        }
    }
}
