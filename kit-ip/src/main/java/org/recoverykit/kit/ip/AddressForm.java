package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.recoverykit.kit.ip.Ipv6Settings.SourceUse;
import org.recoverykit.linux.AddressEvent;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.TimeSource;

/**
 * What the address looks like on an interface. Whoever gave it a scope, a label, flags, a broadcast address or an end of life
 * finds them again after a move, and after somebody deleted it. The monitor's thread tells what it sees; others ask.
 */
final class AddressForm {
    /** Those that say what somebody wanted; the others say what the kernel found. */
    private static final int WANTED_FLAGS = InterfaceAddress.NO_PREFIX_ROUTE;

    private final ProtectedAddress address;
    private final InetAddress inet;
    private final Function<String, Optional<String>> labelOn;
    private final SourceUse asSource;
    private final TimeSource time;
    private final Map<Integer, Sighting> seen = new ConcurrentHashMap<>();
    private volatile Optional<Sighting> last = Optional.empty();

    /** The kernel counts lifetimes down without telling: when something was read belongs to it. */
    private record Sighting(InterfaceAddress entry, long nanos) {}

    AddressForm(
            ProtectedAddress address, Function<String, Optional<String>> labelOn, Ipv6Settings ipv6, TimeSource time) {
        this.address = address;
        this.inet = address.inetAddress();
        this.labelOn = labelOn;
        this.asSource = ipv6.asSource();
        this.time = time;
    }

    /** It was there when we began to listen; since when is not known. */
    void found(List<InterfaceAddress> entries) {
        last = entries.stream().filter(this::isOurs).findFirst().map(entry -> new Sighting(entry, time.nanoTime()));
    }

    /** Somebody changed the address somewhere. */
    void saw(AddressEvent event) {
        event.before().ifPresent(gone -> seen.remove(gone.ifindex()));
        event.after().filter(this::isOurs).ifPresent(entry -> {
            Sighting sighting = new Sighting(entry, time.nanoTime());
            seen.put(entry.ifindex(), sighting);
            last = Optional.of(sighting);
        });
    }

    /** The address was taken out by us: the next time it begins anew. */
    void forget() {
        seen.clear();
        last = Optional.empty();
    }

    /**
     * Whether {@link #on} can tell without asking the kernel: not for an address with an end of life that was there before we
     * looked.
     */
    boolean knows(List<InterfaceAddress> found) {
        return model(found)
                .filter(entry -> entry.validSeconds() != InterfaceAddress.FOREVER)
                .filter(entry -> !sighted(entry))
                .isEmpty();
    }

    /**
     * As it shall be on an interface.
     *
     * @param found where it is now; read just now, if {@link #knows} was false
     */
    InterfaceAddress on(Link link, List<InterfaceAddress> found) {
        InterfaceAddress plain = plain(link);
        Optional<InterfaceAddress> model = model(found);
        InterfaceAddress formed = model.map(old -> alike(plain, old)).orElse(plain);
        if (address.family() == IpFamily.IPV6) {
            return formed;
        }
        Optional<String> label = labelOn.apply(link.name()).or(() -> model.flatMap(old -> suffix(old, link)));
        return label.map(formed::withLabel).orElse(formed);
    }

    private InterfaceAddress plain(Link link) {
        InterfaceAddress plain =
                InterfaceAddress.of(link.index(), inet, address.length()).withProtocol(MovePlan.OURS);
        if (address.family() == IpFamily.IPV4) {
            return plain;
        }
        InterfaceAddress atOnce = plain.withFlags(InterfaceAddress.NO_DAD);
        return asSource == SourceUse.NEVER ? atOnce.withPreferredLifetime(0) : atOnce;
    }

    private InterfaceAddress alike(InterfaceAddress plain, InterfaceAddress old) {
        long elapsed =
                sighted(old) ? age(Math.max(0, time.nanoTime() - sightingOf(old).nanos())) : 0;
        return new InterfaceAddress(
                plain.ifindex(),
                plain.address(),
                plain.prefixLength(),
                Optional.empty(),
                old.scope(),
                (old.flags() & WANTED_FLAGS) | plain.flags(),
                plain.protocol(),
                left(old.validSeconds(), elapsed),
                Math.min(plain.preferredSeconds(), left(old.preferredSeconds(), elapsed)),
                old.broadcast());
    }

    /** Rounded up: a life must not be lengthened by a move. */
    private static long age(long nanos) {
        return TimeUnit.NANOSECONDS.toSeconds(nanos + TimeUnit.SECONDS.toNanos(1) - 1);
    }

    private static long left(long seconds, long elapsed) {
        // The kernel refuses 0; what has ended is gone a second later.
        return seconds == InterfaceAddress.FOREVER ? seconds : Math.max(seconds - elapsed, seconds == 0 ? 0 : 1);
    }

    /** The word behind the interface's name, where both fit. */
    private static Optional<String> suffix(InterfaceAddress old, Link link) {
        return old.label()
                .filter(text -> text.indexOf(':') > 0)
                .map(text -> link.name() + text.substring(text.indexOf(':')))
                .filter(IpConfig::isLabel);
    }

    private Optional<InterfaceAddress> model(List<InterfaceAddress> found) {
        return found.stream().filter(this::isOurs).findFirst().or(() -> last.map(Sighting::entry));
    }

    private boolean isOurs(InterfaceAddress entry) {
        return entry.address().equals(inet) && entry.prefixLength() == address.length() && entry.usable();
    }

    private boolean sighted(InterfaceAddress entry) {
        return sightingOf(entry).entry().equals(entry);
    }

    private Sighting sightingOf(InterfaceAddress entry) {
        Sighting there = seen.get(entry.ifindex());
        return there == null ? last.orElse(new Sighting(InterfaceAddress.of(0, inet, 0), 0)) : there;
    }
}
