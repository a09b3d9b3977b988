package org.recoverykit.kit.mac;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.AddressListener;
import org.recoverykit.linux.ArpListener;
import org.recoverykit.linux.ArpSender;
import org.recoverykit.linux.CarrierAlarm;
import org.recoverykit.linux.EchoAsker;
import org.recoverykit.linux.InterfaceSysctl;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinkControl;
import org.recoverykit.linux.LinkListener;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NdListener;
import org.recoverykit.linux.NdSender;
import org.recoverykit.linux.NetworkListener;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.Routing;
import org.recoverykit.linux.TcpConnections;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.WireTap;
import org.recoverykit.linux.model.Capability;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.SavedConfiguration;
import org.recoverykit.linux.socket.Errno;

/**
 * A real network whose drivers answer EBUSY to a change of the address while the interface is up.
 *
 * @param silences how many times more nothing is put back, since the kernel does not answer in time
 */
record BusyDriver(LinuxNetwork real, AtomicInteger silences) implements LinuxNetwork {

    /** Wraps the links too. */
    private record BusyLinks(LinuxNetwork network, LinkControl real, AtomicInteger silences) implements LinkControl {
        @Override
        public KernelResult setHardwareAddress(int ifindex, MacAddress address, Duration timeout) {
            boolean up =
                    network.askLink(ifindex, timeout).value().filter(Link::up).isPresent();
            return up
                    ? new KernelResult.Refused(
                            Errno.EBUSY, "", "give interface " + ifindex + " the address " + address + ": EBUSY")
                    : real.setHardwareAddress(ifindex, address, timeout);
        }

        @Override
        public KernelAnswer<SavedConfiguration> save(int ifindex, Duration timeout) {
            return real.save(ifindex, timeout);
        }

        @Override
        public List<KernelResult> giveBack(SavedConfiguration saved, Duration timeout) {
            return silences.getAndUpdate(left -> Math.max(0, left - 1)) > 0
                    ? List.of(new KernelResult.TimedOut("put back: no answer within " + timeout))
                    : real.giveBack(saved, timeout);
        }

        @Override
        public KernelAnswer<WireTap> tap(int ifindex, int etherType, Duration timeout) {
            return real.tap(ifindex, etherType, timeout);
        }
    }

    @Override
    public LinkControl links() {
        return new BusyLinks(real, real.links(), silences);
    }

    @Override
    public NetworkView view() {
        return real.view();
    }

    @Override
    public Watch watchLink(String name, LinkListener listener) {
        return real.watchLink(name, listener);
    }

    @Override
    public Watch watchLink(int ifindex, LinkListener listener) {
        return real.watchLink(ifindex, listener);
    }

    @Override
    public Watch watchAddress(InetAddress address, AddressListener listener) {
        return real.watchAddress(address, listener);
    }

    @Override
    public Watch watchCarriers(CarrierAlarm alarm) {
        return real.watchCarriers(alarm);
    }

    @Override
    public Watch watchAll(NetworkListener listener) {
        return real.watchAll(listener);
    }

    @Override
    public KernelResult change(AddressChange change, Duration timeout) {
        return real.change(change, timeout);
    }

    @Override
    public List<KernelResult> changeAll(List<AddressChange> changes, Duration timeout) {
        return real.changeAll(changes, timeout);
    }

    @Override
    public KernelResult setLinkUp(int ifindex, boolean up, Duration timeout) {
        return real.setLinkUp(ifindex, up, timeout);
    }

    @Override
    public KernelAnswer<Link> askLink(int ifindex, Duration timeout) {
        return real.askLink(ifindex, timeout);
    }

    @Override
    public KernelAnswer<Integer> localInterfaceOf(InetAddress address, Duration timeout) {
        return real.localInterfaceOf(address, timeout);
    }

    @Override
    public KernelAnswer<List<InterfaceAddress>> dumpAddresses(Duration timeout) {
        return real.dumpAddresses(timeout);
    }

    @Override
    public KernelAnswer<List<InterfaceAddress>> dumpAddresses(int ifindex, Duration timeout) {
        return real.dumpAddresses(ifindex, timeout);
    }

    @Override
    public Routing routing() {
        return real.routing();
    }

    @Override
    public InterfaceSysctl sysctl(IpFamily family) {
        return real.sysctl(family);
    }

    @Override
    public TcpConnections tcp() {
        return real.tcp();
    }

    @Override
    public EchoAsker echoes() {
        return real.echoes();
    }

    @Override
    public KernelAnswer<Watch> watchArp(int ifindex, Inet4Address address, ArpListener listener, Duration timeout) {
        return real.watchArp(ifindex, address, listener, timeout);
    }

    @Override
    public KernelAnswer<Watch> watchNd(int ifindex, Inet6Address address, NdListener listener, Duration timeout) {
        return real.watchNd(ifindex, address, listener, timeout);
    }

    @Override
    public NdSender nd() {
        return real.nd();
    }

    @Override
    public ArpSender arp() {
        return real.arp();
    }

    @Override
    public KernelAnswer<Set<Capability>> missingCapabilities(Duration timeout) {
        return real.missingCapabilities(timeout);
    }

    @Override
    public void warmUp(CarrierAlarm alarm) {
        real.warmUp(alarm);
    }

    @Override
    public void close() {
        real.close();
    }
}
