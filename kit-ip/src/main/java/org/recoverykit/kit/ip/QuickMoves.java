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

    /**
     * To the current one of these places; empty if that takes a question to the kernel.
     *
     * @param told the interface that clients were led to already
     */
    Optional<Move> to(Places places, FirstAid permission, Optional<Link> told) {
        if (!permission.ownership().valid()) {
            return Optional.empty();
        }
        return target(places).map(target -> {
            boolean already =
                    told.filter(link -> link.index() == target.link.index()).isPresent();
            return new Move(
                    MovePlan.to(form.on(target.link, target.there), target.there),
                    target.routes,
                    new Announcing(target.link),
                    step -> permission.step(step.text()),
                    already ? Move.Moment.BEFOREHAND : target.telling());
        });
    }

    /** The interface that clients would be led to at once, before anything else, if they were to be led away from here. */
    Optional<Link> toldAtOnce(Places elsewhere) {
        return target(elsewhere)
                .filter(target -> target.telling() == Move.Moment.AT_ONCE)
                .map(target -> target.link);
    }

    private Optional<Target> target(Places places) {
        Optional<Link> link = network.view().link(places.current()).filter(Link::hasCarrier);
        boolean known = network.view().current()
                && (replyPath.isEmpty() || replyPath.get().learnt());
        if (!known || link.isEmpty()) {
            return Optional.empty();
        }
        List<InterfaceAddress> there = Whereabouts.seen(network.view(), address, places);
        if (!form.knows(there)
                || !MovePlan.inTheWay(form.on(link.get(), there), there).isEmpty()) {
            return Optional.empty();
        }
        List<Route> routes =
                replyPath.map(path -> path.through(link.get().index())).orElse(List.of());
        return Optional.of(new Target(link.get(), there, routes));
    }

    /** Where the address can go without a question. */
    private final class Target {
        private final Link link;
        private final List<InterfaceAddress> there;
        private final List<Route> routes;

        private Target(Link link, List<InterfaceAddress> there, List<Route> routes) {
            this.link = link;
            this.there = there;
            this.routes = routes;
        }

        /** A route of our own has to lead replies out by the new interface first. */
        private Move.Moment telling() {
            return routes.isEmpty() && isTakenInElsewhere(there, link) ? Move.Moment.AT_ONCE : Move.Moment.WHEN_ADDED;
        }
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
