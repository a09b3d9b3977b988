package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.recoverykit.linux.CarrierHistory;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.Link;

/**
 * Which of the two interfaces can carry the address now, and which to try first. Answers from what is known already; only
 * {@link #awaitSettled} takes time.
 */
final class Candidates {
    private final NetworkView view;
    private final ProtectedAddress address;
    private final InterfaceRules rules;
    private final Supplier<Places> places;
    private final FixedAddresses fixed;
    private final Devices devices;
    private final CarrierHistory history;
    private final MuteInterfaces mute;

    /** The address has come, and nobody has taken it out; it may be missing at the moment. */
    private volatile boolean inService;

    Candidates(
            NetworkView view,
            ProtectedAddress address,
            InterfaceRules rules,
            Supplier<Places> places,
            FixedAddresses fixed,
            Devices devices,
            CarrierHistory history,
            MuteInterfaces mute) {
        this.view = view;
        this.address = address;
        this.rules = rules;
        this.places = places;
        this.fixed = fixed;
        this.devices = devices;
        this.history = history;
        this.mute = mute;
    }

    /** Whether the address has come, and nobody has taken it out. */
    boolean inService() {
        return inService;
    }

    /** Notes that it has come, or was taken out. */
    void inService(boolean now) {
        inService = now;
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

    /** That an interface has no fixed address in the subnet, where the rules ask for one. */
    Optional<String> fixedAddressMissing(String name) {
        boolean missing = rules.fixedAddress() != InterfaceRules.FixedAddressRule.POINT_TO_POINT
                && view.link(name)
                        .filter(link -> fixed.find(link.index(), address).isEmpty())
                        .isPresent();
        return missing ? Optional.of(name + " has no fixed address in the subnet of " + address) : Optional.empty();
    }

    /** Whether frames that leave by it arrive, as far as we know. */
    boolean trust(Link link) {
        return places.get().all().stream().noneMatch(name -> link.isNamed(name) && mute.isMute(name));
    }

    private boolean isDoubtful(String name) {
        return mute.isMute(name) || !history.unsettledFor(name).isZero();
    }

    /** Whether the address may leave for the other interface at once, on the thread that saw the trouble. Quick. */
    boolean allowFirstAid() {
        Places now = places.get();
        if (now.spare().isEmpty() || !rules.downDelay().isZero()) {
            return false;
        }
        return obstacle(now.swapped()).isEmpty() && !isDoubtful(now.swapped().current());
    }

    /**
     * Grows when something changes that {@link #allowFirstAid} looks at, beside the links themselves, of which every user hears.
     * What time alone changes only ever allows more.
     */
    long changes() {
        return fixed.changes() + mute.changes();
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
}
