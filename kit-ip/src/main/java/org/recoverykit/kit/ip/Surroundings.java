package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
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
 * What the address has around it: which of its interfaces deserve it ({@link Candidates}), and which other stations want it.
 * Answers from what is known already; only {@link #conflict} takes time.
 */
final class Surroundings implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Surroundings.class);
    private static final long NEVER = -1;

    private final LinuxNetwork network;
    private final NetworkView view;
    private final ResourceContext context;
    private final ProtectedAddress address;
    private final InetAddress inet;
    private final Candidates candidates;
    private final ConflictSettings conflicts;
    private final IpConfig config;
    private final IpHost host;
    private final FixedAddresses fixed;
    private final Supplier<Places> places;
    private final CarrierHistory history;
    private final Devices devices;
    private final RivalWatch rivals;
    private final MuteInterfaces mute = new MuteInterfaces();
    private final List<Watch> watches = new ArrayList<>();

    /** What was made of a healthy look, so that the next look costs nothing while nothing changes. */
    private record Weighed(long change, Optional<String> rival, CheckResult result) {}

    private volatile Weighed weighed = new Weighed(NEVER, Optional.empty(), CheckResult.healthy());
    private volatile long guarded = NEVER;

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
        this.conflicts = config.conflictSettings();
        this.config = config;
        this.host = host;
        this.fixed = host.fixedAddresses();
        this.places = places;
        this.history = new CarrierHistory(config.interfaceRules().carrier(), context.time()::nanoTime);
        this.devices = new Devices(context.notes().all());
        this.candidates = new Candidates(view, address, config.interfaceRules(), places, fixed, devices, history, mute);
        this.rivals = new RivalWatch(network, context, inet, defence);
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

    /** Which interfaces can carry the address now. */
    Candidates candidates() {
        return candidates;
    }

    /** Who else has the address, for a person; asked on the wire unless the address is on this node already. */
    Optional<String> conflict(Budget budget) throws InterruptedException {
        List<Places> usable = candidates.usable(Optional.empty());
        if (usable.isEmpty()
                || ipv4().isEmpty()
                || !view.addressesOf(inet).isEmpty()
                || !budget.call().ownership().valid()) {
            return Optional.empty();
        }
        Link link = view.link(usable.get(0).current()).orElseThrow();
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
        if (!candidates.inService()) {
            learn();
        }
        view.link(places.get().current()).ifPresent(rivals::begin);
        // Asked here for nothing, so that the first real question does not wait for classes to be loaded.
        LOG.trace("event=guard tag={} first-aid={}", context.tag(), candidates.allowFirstAid());
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
        candidates.inService(true);
        devices.learn(view, places.get().all());
    }

    /** An action is under way: others that claim the address are no news. */
    void pause() {
        rivals.end();
        guarded = NEVER;
    }

    /** The address was taken out of service. */
    void left() {
        candidates.inService(false);
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
        Optional<String> rival = rivals.rival();
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
        places.get().all().forEach(name -> candidates.fixedAddressMissing(name).ifPresent(warnings::add));
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
        return CheckResult.healthyBut(seen.reason() + " for less than "
                + config.interfaceRules().downDelay().toMillis() + " ms");
    }

    private void fixedAddressesChanged(int ifindex) {
        view.link(ifindex)
                .map(Link::name)
                .filter(name -> places.get().all().contains(name))
                .flatMap(candidates::fixedAddressMissing)
                .ifPresent(context::suspect);
    }

    @Override
    public void close() {
        watches.forEach(Watch::close);
        watches.clear();
        rivals.close();
    }
}
