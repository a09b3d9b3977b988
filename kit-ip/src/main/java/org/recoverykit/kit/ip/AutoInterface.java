package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.RouteChoice;
import org.recoverykit.spi.KitConfigurationException;

/**
 * Finds the interface for {@code interface: auto}: where the address was last, or is; otherwise where the kernel would send to
 * it, which is the most specific route, and of two the one with the lower metric.
 */
final class AutoInterface {
    static final String AUTO = "auto";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private AutoInterface() {}

    /** The settings with a name in the place of {@code auto}. */
    static IpConfig resolve(IpConfig config, LinuxNetwork network, Map<String, String> notes)
            throws KitConfigurationException {
        if (!config.device().equals(AUTO)) {
            return config;
        }
        Optional<String> found = Chosen.device(notes)
                .or(() -> Places.noted(notes)
                        .flatMap(places -> places.all().stream()
                                .filter(name -> !config.backup().equals(Optional.of(name)))
                                .findFirst()))
                .or(() -> present(config, network));
        String name = found.isPresent() ? found.get() : routed(config, network);
        if (config.backup().equals(Optional.of(name))) {
            throw new KitConfigurationException(
                    "interface",
                    "auto: the way to " + config.address() + " is by " + name + ", which is the backup; name"
                            + " the interface");
        }
        return config.on(name, config.backup());
    }

    private static Optional<String> present(IpConfig config, LinuxNetwork network) {
        return network.view().addressesOf(config.protectedAddress().inetAddress()).stream()
                .flatMap(entry -> network.view().link(entry.ifindex()).stream())
                .filter(link -> !link.loopback())
                .map(Link::name)
                .findFirst();
    }

    private static String routed(IpConfig config, LinuxNetwork network) throws KitConfigurationException {
        KernelAnswer<RouteChoice> choice = network.routing()
                .routeTo(config.protectedAddress().inetAddress(), Optional.empty(), Optional.empty(), PATIENCE);
        Optional<Link> link = choice.value()
                .filter(way -> !way.local() && way.gateway().isEmpty())
                .flatMap(way -> network.view().link(way.outInterface()))
                .filter(out -> !out.loopback());
        if (link.isEmpty()) {
            throw new KitConfigurationException(
                    "interface",
                    "auto: no interface of this node leads to " + config.address() + " without a gateway; give"
                            + " one a fixed address of that subnet, or name it");
        }
        return link.get().name();
    }
}
