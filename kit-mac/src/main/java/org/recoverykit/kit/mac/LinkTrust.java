package org.recoverykit.kit.mac;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import org.recoverykit.linux.CarrierHistory;
import org.recoverykit.linux.LinkEvent;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.ResourceContext;

/** Which interface is believed to keep its carrier, by how it behaved until now. Thread-safe. */
final class LinkTrust {
    private final NetworkView view;
    private final ResourceContext context;
    private final LinkSettings settings;
    private final CarrierHistory history;
    private final ViewGate gate;

    LinkTrust(NetworkView view, ResourceContext context, LinkSettings settings, ViewGate gate) {
        this.view = view;
        this.context = context;
        this.settings = settings;
        this.gate = gate;
        this.history = new CarrierHistory(settings.carrier(), context.time()::nanoTime);
    }

    void changed(String name, LinkEvent event) {
        history.changed(name, event);
    }

    /** The places that can carry the address now, in the order in which to try them: doubtful ones last. */
    List<Places> usable(Places places) {
        return Verdicts.usable(view, places).stream()
                .sorted(Comparator.comparing(
                        place -> !history.unsettledFor(place.current()).isZero()))
                .toList();
    }

    /**
     * While the current interface cannot carry the address and the other one is not to be trusted yet: waits until either is
     * better. Then whatever has carrier will do; so an address on two loose cables moves once in that time at most.
     */
    void awaitSettled(Places places, Budget budget) throws InterruptedException {
        Duration left = places.spare().map(history::unsettledFor).orElse(Duration.ZERO);
        if (!left.isZero()
                && !isUsable(places.current())
                && places.spare().filter(this::isUsable).isPresent()) {
            gate.await(() -> isUsable(places.current()), budget.next(left));
        }
    }

    /** What was seen where the address is on its interface alone: a carrier that has gone just now may come back by itself. */
    CheckResult weigh(CheckResult seen, Places places) {
        Duration left = history.overlookedFor(places.current());
        if (left.isZero() || view.link(places.current()).filter(Link::up).isEmpty()) {
            return seen;
        }
        Later.after(left, context, () -> context.suspect(seen.reason()));
        return CheckResult.healthyBut(
                seen.reason() + " for less than " + settings.downDelay().toMillis() + " ms");
    }

    private boolean isUsable(String name) {
        return Verdicts.obstacle(view, name).isEmpty();
    }
}
