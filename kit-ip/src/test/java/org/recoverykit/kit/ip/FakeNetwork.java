package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
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
import org.recoverykit.linux.LinkEvent;
import org.recoverykit.linux.LinkListener;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NdListener;
import org.recoverykit.linux.NdSender;
import org.recoverykit.linux.NetworkListener;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.ReadyFrame;
import org.recoverykit.linux.Routing;
import org.recoverykit.linux.TcpConnections;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.ArpFrame;
import org.recoverykit.linux.model.Capability;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.linux.model.NdFrame;

/** A kernel in memory that refuses what a test's script says. Its table follows at once; it tells nobody of events but as a test says. */
final class FakeNetwork implements LinuxNetwork {
    private final List<Refusal> refusals = new ArrayList<>();
    private final List<InterfaceAddress> addresses = new CopyOnWriteArrayList<>();
    private final Map<String, String> settings = new TreeMap<>();
    private final List<String> journal = new CopyOnWriteArrayList<>();
    private final List<Integer> batches = new CopyOnWriteArrayList<>();
    private final Set<String> withoutCarrier = new TreeSet<>();
    private final FakeRouting routing = new FakeRouting(this);
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private final List<CarrierAlarm> alarms = new CopyOnWriteArrayList<>();
    private boolean current = true;
    private int looksUntilBlind = Integer.MAX_VALUE;

    private record Listening(String name, LinkListener listener) {}

    /** What is asked for, as the journal shows it, and what the kernel says instead of doing it. */
    private record Refusal(Predicate<String> request, KernelResult result) {}

    /** Whatever begins like this is refused from now on. */
    FakeNetwork refuse(String request, KernelResult result) {
        refusals.add(new Refusal(text -> text.startsWith(request), result));
        return this;
    }

    static KernelResult refusal(int errno, String text) {
        return new KernelResult.Refused(errno, "", text);
    }

    /** As after each time the links were asked. */
    void exercise() {
        alarms.forEach(CarrierAlarm::exercise);
    }

    /** From now on the kernel knows that this interface has no carrier, and the table does not. */
    FakeNetwork cutUnseen(String name) {
        withoutCarrier.add(name);
        return this;
    }

    /** The kernel says that an interface has no carrier, and nothing was made of it yet. */
    void alarm(int ifindex) {
        alarms.forEach(alarm -> alarm.withoutCarrier(ifindex));
    }

    /** From now on the kernel knows that this interface has no carrier; who listens is told, the table still believes in it. */
    void tellLost(String name) {
        cutUnseen(name);
        Link before = view().link(name).orElseThrow();
        LinkEvent lost = new LinkEvent(Optional.of(before), Optional.of(before.withFlags(Link.UP)));
        listeners.stream()
                .filter(one -> one.name().equals(name))
                .forEach(one -> one.listener().linkChanged(lost));
    }

    /** The table shows no address at one look, so many looks from now: a deletion that others made, and we made good since. */
    void blindAtLook(int looks) {
        looksUntilBlind = looks;
    }

    void deletedByOthers(String text) {
        addresses.removeIf(
                entry -> entry.address().equals(ProtectedAddress.parse(text).inetAddress()));
    }

    void outdated() {
        current = false;
    }

    FakeNetwork with(int ifindex, String text) {
        ProtectedAddress address = ProtectedAddress.parse(text);
        addresses.add(InterfaceAddress.of(ifindex, address.inetAddress(), address.length()));
        return this;
    }

    /** What was asked to change or send, in order, refused or not. */
    List<String> journal() {
        return List.copyOf(journal);
    }

    /** How many changes came together, each time. */
    List<Integer> batches() {
        return List.copyOf(batches);
    }

    /** On which interfaces an address is. */
    List<Integer> placesOf(String text) {
        InetAddress address = ProtectedAddress.parse(text).inetAddress();
        return addresses.stream()
                .filter(entry -> entry.address().equals(address))
                .map(InterfaceAddress::ifindex)
                .toList();
    }

    Optional<KernelResult> asked(String request) {
        journal.add(request);
        return refusals.stream()
                .filter(refusal -> refusal.request().test(request))
                .map(Refusal::result)
                .findFirst();
    }

    int interfaceOf(InetAddress address) {
        return addresses.stream()
                .filter(entry -> entry.address().equals(address))
                .mapToInt(InterfaceAddress::ifindex)
                .reduce(0, (earlier, later) -> later);
    }

    static KernelResult done() {
        return new KernelResult.Ok();
    }

    @Override
    public NetworkView view() {
        FixedView view = new FixedView().link(1, "eth0", FixedView.WORKING).link(2, "eth1", FixedView.WORKING);
        if (--looksUntilBlind != 0) {
            addresses.forEach(view::entry);
        }
        return current ? view : view.outdated();
    }

    @Override
    public KernelResult change(AddressChange change, Duration timeout) {
        InterfaceAddress entry = change.address();
        boolean removal = change.verb() == AddressChange.Verb.REMOVE;
        String request = (removal ? "delete " : "add ") + entry.address().getHostAddress() + " " + entry.ifindex();
        Optional<KernelResult> refused = asked(request);
        if (refused.isPresent()) {
            return refused.get();
        }
        Predicate<InterfaceAddress> same = other -> other.ifindex() == entry.ifindex()
                && other.address().equals(entry.address())
                && other.prefixLength() == entry.prefixLength();
        boolean there = addresses.stream().anyMatch(same);
        if (removal) {
            addresses.removeIf(same);
            return there ? done() : new KernelResult.NotThere(request);
        }
        if (there) {
            return new KernelResult.AlreadyThere(request);
        }
        addresses.add(entry);
        return done();
    }

    @Override
    public List<KernelResult> changeAll(List<AddressChange> changes, Duration timeout) {
        batches.add(changes.size());
        return changes.stream().map(change -> change(change, timeout)).toList();
    }

    @Override
    public KernelAnswer<Link> askLink(int ifindex, Duration timeout) {
        Link known = view().link(ifindex).orElseThrow();
        if (!withoutCarrier.contains(known.name())) {
            return new KernelAnswer.Answered<>(known);
        }
        return new KernelAnswer.Answered<>(new FixedView()
                .link(ifindex, known.name(), Link.UP)
                .link(ifindex)
                .orElseThrow());
    }

    @Override
    public KernelAnswer<Integer> localInterfaceOf(InetAddress address, Duration timeout) {
        int found = interfaceOf(address);
        return found == 0
                ? new KernelAnswer.NotAnswered<>(new KernelResult.NotThere("nowhere"))
                : new KernelAnswer.Answered<>(found);
    }

    @Override
    public KernelAnswer<List<InterfaceAddress>> dumpAddresses(Duration timeout) {
        return new KernelAnswer.Answered<>(List.copyOf(addresses));
    }

    @Override
    public KernelAnswer<List<InterfaceAddress>> dumpAddresses(int ifindex, Duration timeout) {
        return new KernelAnswer.Answered<>(view().addresses(ifindex));
    }

    @Override
    public Routing routing() {
        return routing;
    }

    @Override
    public LinkControl links() {
        throw new UnsupportedOperationException("this kit changes no links");
    }

    @Override
    public InterfaceSysctl sysctl(IpFamily family) {
        return new InterfaceSysctl() {
            @Override
            public KernelAnswer<String> read(String interfaceName, String key, Duration timeout) {
                return new KernelAnswer.Answered<>(settings.getOrDefault(interfaceName + "/" + key, "0"));
            }

            @Override
            public KernelResult write(String interfaceName, String key, String value, Duration timeout) {
                Optional<KernelResult> refused = asked("set " + interfaceName + "/" + key + "=" + value);
                if (refused.isEmpty()) {
                    settings.put(interfaceName + "/" + key, value);
                }
                return refused.orElse(done());
            }
        };
    }

    @Override
    public ArpSender arp() {
        return new ArpSender() {
            @Override
            public KernelResult prepare(int ifindex, Duration timeout) {
                return done();
            }

            @Override
            public KernelResult send(int ifindex, ArpFrame frame) {
                return asked("announce " + ifindex).orElse(done());
            }

            @Override
            public Optional<ReadyFrame> ready(int ifindex, ArpFrame frame) {
                return Optional.of(() -> asked("announce ready " + ifindex).isEmpty());
            }
        };
    }

    @Override
    public NdSender nd() {
        return new NdSender() {
            @Override
            public KernelResult prepare(int ifindex, Duration timeout) {
                return done();
            }

            @Override
            public KernelResult send(int ifindex, NdFrame frame) {
                return asked("announce " + ifindex).orElse(done());
            }

            @Override
            public Optional<ReadyFrame> ready(int ifindex, NdFrame frame) {
                return Optional.of(() -> asked("announce ready " + ifindex).isEmpty());
            }

            @Override
            public KernelAnswer<Optional<MacAddress>> ownerOf(
                    int ifindex, MacAddress asker, Inet6Address target, Duration timeout) {
                return new KernelAnswer.Answered<>(Optional.empty());
            }
        };
    }

    @Override
    public Watch watchLink(String name, LinkListener listener) {
        Listening listening = new Listening(name, listener);
        listeners.add(listening);
        return () -> listeners.remove(listening);
    }

    @Override
    public Watch watchLink(int ifindex, LinkListener listener) {
        return () -> {};
    }

    @Override
    public Watch watchAddress(InetAddress address, AddressListener listener) {
        return () -> {};
    }

    @Override
    public Watch watchCarriers(CarrierAlarm alarm) {
        alarms.add(alarm);
        return () -> alarms.remove(alarm);
    }

    @Override
    public Watch watchAll(NetworkListener listener) {
        return () -> {};
    }

    @Override
    public KernelAnswer<Watch> watchArp(int ifindex, Inet4Address address, ArpListener listener, Duration timeout) {
        return new KernelAnswer.Answered<>(() -> {});
    }

    @Override
    public KernelAnswer<Watch> watchNd(int ifindex, Inet6Address address, NdListener listener, Duration timeout) {
        return new KernelAnswer.Answered<>(() -> {});
    }

    @Override
    public EchoAsker echoes() {
        return (targets, source, interfaceName, wait) -> new KernelAnswer.Answered<>(Set.of());
    }

    @Override
    public TcpConnections tcp() {
        throw new UnsupportedOperationException("no test of decisions has connections");
    }

    @Override
    public KernelResult setLinkUp(int ifindex, boolean up, Duration timeout) {
        return asked("link " + ifindex).orElse(done());
    }

    @Override
    public KernelAnswer<Set<Capability>> missingCapabilities(Duration timeout) {
        return new KernelAnswer.Answered<>(EnumSet.noneOf(Capability.class));
    }

    @Override
    public void warmUp(CarrierAlarm alarm) {}

    @Override
    public void close() {}
}
