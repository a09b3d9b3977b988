package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.recoverykit.linux.AddressEvent;
import org.recoverykit.linux.LinkEvent;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.ResourceContext;

/**
 * Hears of the address and its interfaces from the kernel, and tells the engine when something is wrong. All but
 * {@link #guard} and {@link #pause} runs on the monitor's thread, so it only looks into the table.
 */
final class IpWatcher implements AutoCloseable {
    private final LinuxNetwork network;
    private final ResourceContext context;
    private final LastDiagnosis diagnosis;
    private final InetAddress inet;
    private final Supplier<Places> places;
    private final ViewGate gate;
    private final Reaction reaction;
    private final AtomicBoolean guarding = new AtomicBoolean();

    /** The engine knows of trouble since the address was last put under guard. */
    private final AtomicBoolean told = new AtomicBoolean();

    private final List<Watch> watches = new ArrayList<>();

    IpWatcher(
            LinuxNetwork network,
            ResourceContext context,
            LastDiagnosis diagnosis,
            Supplier<Places> places,
            ViewGate gate,
            Reaction reaction) {
        this.network = network;
        this.context = context;
        this.diagnosis = diagnosis;
        this.inet = diagnosis.address().inetAddress();
        this.places = places;
        this.gate = gate;
        this.reaction = reaction;
    }

    /** What the kit does beside telling the engine; on the monitor's thread, so it must not block. */
    interface Reaction {
        /** The current interface has carrier again. */
        void carrierBack();

        /** Somebody, perhaps we, changed the address on some interface. */
        void addressChanged(AddressEvent event);

        /** Any of the interfaces has carrier again, or is new. */
        void interfaceBack();
    }

    /** Begins to listen. */
    void listen() {
        watches.add(network.watchAddress(inet, this::addressChanged));
        for (String name : places.get().all()) {
            watches.add(network.watchLink(name, event -> linkChanged(name, event)));
        }
    }

    /** The address is to be in service from now on: trouble is reported. Looks once, for what happened meanwhile. */
    void guard() {
        told.set(false);
        guarding.set(true);
        look();
    }

    /**
     * A check has seen trouble. The table changes a moment before we hear of it; told then only, what somebody does right after
     * a recovery would pass for a recovery that did not help, and the engine would restart the hierarchy.
     */
    void checkSawTrouble() {
        if (!told.get()) {
            look();
        }
    }

    /** Whether trouble with the address is news. */
    boolean guards() {
        return guarding.get();
    }

    /** An action is under way, or the address is out of service: what happens to it is no news. */
    void pause() {
        guarding.set(false);
    }

    @Override
    public void close() {
        pause();
        watches.forEach(Watch::close);
        watches.clear();
    }

    private void linkChanged(String name, LinkEvent event) {
        changed();
        if (event.gainedCarrier() && guarding.get() && name.equals(places.get().current())) {
            reaction.carrierBack();
        }
        if (event.gainedCarrier() || event.before().isEmpty()) {
            reaction.interfaceBack();
        }
    }

    private void addressChanged(AddressEvent event) {
        reaction.addressChanged(event);
        changed();
    }

    private void changed() {
        gate.changed();
        look();
    }

    private void look() {
        if (guarding.get()) {
            CheckResult seen = diagnosis.check(places.get());
            if (seen.kind() == CheckResult.Kind.UNHEALTHY) {
                context.suspect(seen.reason());
                told.set(true);
            }
        }
    }
}
