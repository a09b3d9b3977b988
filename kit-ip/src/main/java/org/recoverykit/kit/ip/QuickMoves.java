package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.Route;
import org.recoverykit.spi.FirstAid;

/** The moves of first aid: put together from the table alone, and proven by nobody but the recovery that follows. */
final class QuickMoves {
    private final ProtectedAddress address;
    private final AddressForm form;
    private final LinuxNetwork network;
    private final Optional<ReplyPath> replyPath;
    private final Announcer announcer;
    private final LocalRoute localRoute;

    QuickMoves(
            ProtectedAddress address,
            AddressForm form,
            LinuxNetwork network,
            Optional<ReplyPath> replyPath,
            Announcer announcer,
            LocalRoute localRoute) {
        this.address = address;
        this.form = form;
        this.network = network;
        this.replyPath = replyPath;
        this.announcer = announcer;
        this.localRoute = localRoute;
    }

    /** To the current one of these places; empty if that takes a question to the kernel. */
    Optional<Move> to(Places places, FirstAid permission) {
        Optional<Link> link = network.view().link(places.current());
        boolean known = network.view().current()
                && (replyPath.isEmpty() || replyPath.get().learnt());
        if (!known
                || link.isEmpty()
                || !link.get().hasCarrier()
                || !permission.ownership().valid()) {
            return Optional.empty();
        }
        List<InterfaceAddress> there = Whereabouts.seen(network.view(), address, places);
        InterfaceAddress wanted = form.on(link.get(), there);
        if (!form.knows(there) || !MovePlan.inTheWay(wanted, there).isEmpty()) {
            return Optional.empty();
        }
        MovePlan plan = MovePlan.to(wanted, there);
        List<Route> routes =
                replyPath.map(path -> path.through(link.get().index())).orElse(List.of());
        // A route of our own has to lead replies out by the new interface first.
        Move.Moment telling = routes.isEmpty() && isTakenInElsewhere(there, link.get())
                ? Move.Moment.AT_ONCE
                : Move.Moment.WHEN_ADDED;
        return Optional.of(
                new Move(plan, routes, new Announcing(link.get()), step -> permission.step(step.text()), telling));
    }

    /**
     * Whether the kernel takes in what is sent to the address although it comes by another interface: it does as long as the
     * interface that has it is up, with or without a carrier.
     */
    private boolean isTakenInElsewhere(List<InterfaceAddress> there, Link target) {
        if (address.isLinkLocal()) {
            return false;
        }
        for (InterfaceAddress entry : there) {
            boolean up = network.view().link(entry.ifindex()).filter(Link::up).isPresent();
            if (up && entry.usable() && entry.ifindex() != target.index()) {
                return true;
            }
        }
        return false;
    }

    private final class Announcing implements Move.Work {
        private final Link link;

        private Announcing(Link link) {
            this.link = link;
        }

        @Override
        public void announce() {
            announcer.announce(link);
        }

        @Override
        public void awaitCompletion(Patience patience) {
            localRoute.await(link, patience);
        }

        @Override
        public Optional<Move.Doubt> prove(Duration timeout) {
            return Optional.empty();
        }
    }
}
