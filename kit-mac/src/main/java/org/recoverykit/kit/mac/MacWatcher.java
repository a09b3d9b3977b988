package org.recoverykit.kit.mac;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.recoverykit.linux.LinkEvent;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.Watch;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.ResourceContext;

/**
 * Hears of the interfaces from the kernel, and tells the engine when something is wrong. All but {@link #guard} and
 * {@link #pause} runs on the monitor's thread, so it only looks into the table.
 */
final class MacWatcher implements AutoCloseable {
    private final LinuxNetwork network;
    private final ResourceContext context;
    private final Supplier<CheckResult> look;
    private final ViewGate gate;
    private final AtomicBoolean guarding = new AtomicBoolean();
    private final List<Watch> watches = new ArrayList<>();

    MacWatcher(LinuxNetwork network, ResourceContext context, Supplier<CheckResult> look, ViewGate gate) {
        this.network = network;
        this.context = context;
        this.look = look;
        this.gate = gate;
    }

    /** Begins to listen; what to do when an interface has carrier again. */
    void listen(List<String> interfaces, LinkTrust trust, Runnable carrierBack) {
        for (String name : interfaces) {
            watches.add(network.watchLink(name, event -> {
                trust.changed(name, event);
                changed(event, carrierBack);
            }));
        }
    }

    /** The address is to be in service from now on: trouble is reported. Looks once, for what happened meanwhile. */
    void guard() {
        guarding.set(true);
        report();
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

    private void changed(LinkEvent event, Runnable carrierBack) {
        gate.changed();
        report();
        if (event.gainedCarrier() && guarding.get()) {
            carrierBack.run();
        }
    }

    private void report() {
        if (guarding.get()) {
            CheckResult seen = look.get();
            if (seen.kind() == CheckResult.Kind.UNHEALTHY) {
                context.suspect(seen.reason());
            }
        }
    }
}
