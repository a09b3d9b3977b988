package org.recoverykit.kit.ip;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.Link;
import org.recoverykit.spi.Ownership;

/** Decides when the network has to hear of an address that is in service; {@link Announcer} knows how. Never blocks. */
final class Herald implements RivalWatch.Defence {
    private final NetworkView view;
    private final Announcer announcer;
    private final Supplier<Places> places;

    /** Whether the network was told of the address by this kit object since it is in service. */
    private final AtomicBoolean told = new AtomicBoolean();

    private volatile Ownership ownership = Ownership.permanent();

    Herald(NetworkView view, Announcer announcer, Supplier<Places> places) {
        this.view = view;
        this.announcer = announcer;
        this.places = places;
    }

    /** Whether this node had the address in service until a moment ago, as far as this object knows. */
    boolean hasTold() {
        return told.get();
    }

    /** The address is about to be taken out. */
    void forget() {
        told.set(false);
    }

    /** An action has brought the address here, and has announced it once. */
    void arrived(Ownership by) {
        ownership = by;
        told.set(true);
        announcer.repeat(places.get().current(), by);
    }

    /**
     * A check has found the address in service. Whoever finds it so cannot know whether its former life was killed after
     * adding and before announcing it: clients would ask the node that had it before.
     */
    void found(Ownership by) {
        ownership = by;
        if (by.valid() && told.compareAndSet(false, true)) {
            announceAnew();
        }
    }

    /** Switches have to learn anew where the frames come from. */
    void portChanged() {
        if (told.get()) {
            announceAnew();
        }
    }

    @Override
    public void announceOnce(Link link) {
        if (ownership.valid()) {
            announcer.announce(link);
        }
    }

    /**
     * Something happened after which the network may be wrong: frames sent while the cable was out were dropped without a
     * word; a switch may have to learn another port; a rival has gone.
     */
    @Override
    public void announceAnew() {
        if (ownership.valid()) {
            view.link(places.get().current()).ifPresent(announcer::announce);
            announcer.repeat(places.get().current(), ownership);
        }
    }
}
