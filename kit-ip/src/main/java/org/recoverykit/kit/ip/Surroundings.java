package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.recoverykit.linux.CarrierHistory;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.ResourceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the address has around it: which of its interfaces deserve it, and which other stations want it. Answers from what is
 * known already; only {@link #conflict} and {@link #awaitSettled} take time.
 */
final class Surroundings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);
    private static final long NEVER = -1;

    private final LinuxNetwork network;
    private final NetworkView view;
    private final ResourceContext context;
    private final ProtectedAddress address;
    private final InetAddress inet;
    private final InterfaceRules rules;
    private final ConflictSettings conflicts;
    private final IpConfig config;
    private final IpHost host;
    private final FixedAddresses fixed;
    private final Supplier<Places> places;
    private final CarrierHistory history;
    private final Devices devices;
    private final Optional<RivalWatch> rivals;
    private final MuteInterfaces mute = new MuteInterfaces();
    private final List<Watch> watches = new ArrayList<>();

    /** What was made of a healthy look, so that the next look costs nothing while nothing changes. */
    private record Weighed(long change, Optional<String> rival, CheckResult result) {}

    private volatile Weighed weighed = new Weighed(NEVER, Optional.empty(), CheckResult.healthy());
    private volatile long guarded = NEVER;

    /** It has come, and nobody has taken it out; it may be missing at the moment. */
    private volatile boolean inService;

    Surroundings(
            IpConfig config,
            ResourceContext context,
            IpHost host,
            Supplier<Places> places,
            RivalWatch.Defence defence) {
        this.network = host.network();
        this.view = network.view();
        this.context = context;
        this.address = config.protectedAddress();
        this.inet = address.inetAddress();
        this.rules = config.interfaceRules();
        this.conflicts = config.conflictSettings();
        this.config = config;
        this.host = host;
        this.fixed = host.fixedAddresses();
        this.places = places;
        this.history = new CarrierHistory(rules.carrier(), context.time()::nanoTime);
        this.devices = new Devices(context.notes().all());
        // of IPv6 addresses the kernel itself finds duplicates, before they can be used
        this.rivals = ipv4().map(own -> new RivalWatch(network, context, own, defence));
    }

    private Optional<Inet4Address> ipv4() {
        return inet instanceof Inet4Address own ? Optional.of(own) : Optional.empty();
    }

    /** Begins to listen. Before first aid does: it asks what is known of the spare interface. */
    void listen() {
        watches.add(fixed.movable(inet));
        watches.add(fixed.watch(this::fixedAddressesChanged));
        for (String name : places.get().all()) {
            watches.add(network.watchLink(name, event -> {
                history.changed(name, event);
                mute.changed(name, event);
            }));
        }
    }

    /** Asks stations outside. */
    Reachability reachability(Runnable healed) {
        return new Reachability(config, host, mute, context.time(), healed);
    }

    /**
     * The places that can carry the address now, in the order in which to try them.
     *
     * @param there where it works already, if it does: that comes first
     */
    List<Places> usable(Optional<Places> there) {
        Places first = there.orElse(places.get());
        return Stream.of(first, first.swapped())
                .distinct()
                .filter(candidate -> obstacle(candidate).isEmpty())
                .sorted(Comparator.comparing(
                        candidate -> !there.equals(Optional.of(candidate)) && isDoubtful(candidate.current())))
                .toList();
    }

    /** Why none of the interfaces can carry the address. */
    String obstacles() {
        Places now = places.get();
        List<String> found = new ArrayList<>();
        Stream.of(now, now.swapped())
                .distinct()
                .forEach(candidate -> obstacle(candidate).ifPresent(found::add));
        if (now.spare().isEmpty()) {
            found.add("and no backup interface is configured");
        }
        return String.join(", ", found);
    }

    /** Why the address cannot be on the current one of these places now; empty if it can. */
    Optional<String> obstacle(Places candidate) {
        String name = candidate.current();
        return devices.obstacle(view, name)
                .or(() -> Diagnosis.obstacle(view, name)
                        .map(text -> devices.renamed(view, name)
                                .map(where -> text + ", " + where)
                                .orElse(text)))
                .or(() -> Diagnosis.foreignRealm(view, places.get().current(), name))
                .or(() -> fixedAddressMissing(name)
                        .filter(text -> rules.fixedAddress() == InterfaceRules.FixedAddressRule.ENFORCE)
                        // what was there comes back there, also when somebody deleted more than the one address
                        .filter(text -> !inService || !name.equals(places.get().current()))
                        .map(text -> text + "; add one, or set links.fixedAddress to 'warn' or 'point-to-point'"));
    }

    private Optional<String> fixedAddressMissing(String name) {
        boolean missing = rules.fixedAddress() != InterfaceRules.FixedAddressRule.POINT_TO_POINT
                && view.link(name)
                        .filter(link -> fixed.find(link.index(), address).isEmpty())
                        .isPresent();
        return missing ? Optional.of(name + " has no fixed address in the subnet of " + address) : Optional.empty();
    }

    /** Whether frames that leave by it arrive, as far as we know. */
    boolean trusts(Link link) {
        return places.get().all().stream().noneMatch(name -> link.isNamed(name) && mute.isMute(name));
    }

    private boolean isDoubtful(String name) {
        return mute.isMute(name) || !history.unsettledFor(name).isZero();
    }

    /** Whether the address may leave for the other interface at once, on the thread that saw the trouble. Quick. */
    boolean allowsFirstAid() {
        Places now = places.get();
        if (now.spare().isEmpty() || !rules.downDelay().isZero()) {
            return false;
        }
        return obstacle(now.swapped()).isEmpty() && !isDoubtful(now.swapped().current());
    }

    /**
     * While the current interface cannot carry the address and the other one is not to be trusted yet: waits until either is
     * better. Then whatever has carrier will do; so an address on two loose cables moves once in that time at most.
     */
    void awaitSettled(ViewGate gate, Budget budget) throws InterruptedException {
        Places now = places.get();
        Duration left = now.spare().map(history::unsettledFor).orElse(Duration.ZERO);
        if (!left.isZero()
                && obstacle(now).isPresent()
                && obstacle(now.swapped()).isEmpty()) {
            Duration most = budget.next();
            gate.await(() -> obstacle(now).isEmpty(), left.compareTo(most) < 0 ? left : most);
        }
    }

    /** Who else has the address, for a person; asked on the wire unless the address is on this node already. */
    Optional<String> conflict(Budget budget) throws InterruptedException {
        List<Places> candidates = usable(Optional.empty());
        if (candidates.isEmpty()
                || ipv4().isEmpty()
                || !view.addressesOf(inet).isEmpty()
                || !budget.call().ownership().valid()) {
            return Optional.empty();
        }
        Link link = view.link(candidates.get(0).current()).orElseThrow();
        ConflictProbe.Finding finding = new ConflictProbe(network, ipv4().get(), conflicts).ask(link, budget);
        if (finding instanceof ConflictProbe.Finding.NotAsked notAsked) {
            return Optional.of("nobody could be asked whether " + address.host() + " is in use: "
                    + notAsked.why().message());
        }
        if (finding instanceof ConflictProbe.Finding.Taken taken) {
            String text = address.host() + " is in use by " + taken.owner() + ", which answered on " + link.name();
            if (conflicts.found() == ConflictSettings.Found.REFUSE) {
                return Optional.of(text);
            }
            LOG.warn("event=address-in-use tag={} by={} action=force", context.tag(), taken.owner());
        }
        return Optional.empty();
    }

    /** The address is in service: others that claim it are noticed. Next to nothing as long as nothing has changed. */
    void guard() {
        long change = change();
        if (guarded == change) {
            return;
        }
        if (!inService) {
            learn();
        }
        rivals.ifPresent(watch -> view.link(places.get().current()).ifPresent(watch::begin));
        // Asked here for nothing, so that the first real question does not wait for classes to be loaded.
        LOG.trace("event=guard tag={} first-aid={}", context.tag(), allowsFirstAid());
        guarded = change;
    }

    private long change() {
        return view.generation() + fixed.changes();
    }

    /** The address has come to its interface, as the table says: what to note of the devices. */
    Map<String, String> arrived() {
        learn();
        return devices.notes(places.get().all());
    }

    private void learn() {
        inService = true;
        devices.learn(view, places.get().all());
    }

    /** An action is under way: others that claim the address are no news. */
    void pause() {
        rivals.ifPresent(RivalWatch::end);
        guarded = NEVER;
    }

    /** The address was taken out of service. */
    void left() {
        inService = false;
    }

    /** What the surroundings add to what the table says. */
    CheckResult weigh(CheckResult seen) {
        return switch (seen.kind()) {
            case UNKNOWN -> seen;
            case HEALTHY -> weighHealthy(seen);
            case UNHEALTHY -> weighUnhealthy(seen);
        };
    }

    private CheckResult weighHealthy(CheckResult seen) {
        long change = change();
        Optional<String> rival = rivals.isPresent() ? rivals.get().rival() : Optional.empty();
        Weighed last = weighed;
        if (last.change() != change || !last.rival().equals(rival)) {
            last = new Weighed(change, rival, warned(seen, rival));
            weighed = last;
        }
        return last.result();
    }

    private CheckResult warned(CheckResult seen, Optional<String> rival) {
        if (rival.isPresent() && conflicts.rival() == ConflictSettings.Rival.YIELD) {
            return CheckResult.unhealthy(rival.get(), FailureScope.TRY_ELSEWHERE);
        }
        List<String> warnings = new ArrayList<>();
        rival.ifPresent(warnings::add);
        places.get().all().forEach(name -> fixedAddressMissing(name).ifPresent(warnings::add));
        return warnings.isEmpty() ? seen : CheckResult.healthyBut(String.join("; ", warnings));
    }

    /** A carrier that has gone just now may come back by itself. */
    private CheckResult weighUnhealthy(CheckResult seen) {
        Places now = places.get();
        Duration left = history.overlookedFor(now.current());
        List<InterfaceAddress> entries = Whereabouts.seen(view, address, now);
        boolean onlyCarrier = !left.isZero()
                && entries.size() == 1
                && view.link(now.current())
                        .filter(link -> link.up() && entries.get(0).ifindex() == link.index())
                        .isPresent();
        if (!onlyCarrier) {
            return seen;
        }
        Later.after(left, context, () -> context.suspect(seen.reason()));
        return CheckResult.healthyBut(
                seen.reason() + " for less than " + rules.downDelay().toMillis() + " ms");
    }

    private void fixedAddressesChanged(int ifindex) {
        view.link(ifindex)
                .map(Link::name)
                .filter(name -> places.get().all().contains(name))
                .flatMap(this::fixedAddressMissing)
                .ifPresent(context::suspect);
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
        watches.clear();
        rivals.ifPresent(RivalWatch::close);
    }
}
