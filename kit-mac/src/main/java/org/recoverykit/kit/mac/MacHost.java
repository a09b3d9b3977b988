package org.recoverykit.kit.mac;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkUnavailableException;

/** What all resources of one network namespace share; opened with the first, closed with the last. */
final class MacHost {
    private static final Map<String, MacHost> OPEN = new HashMap<>();

    private final String namespace;
    private final LinuxNetwork network;
    private final Surroundings surroundings;
    private final Claims claims = new Claims();
    private int users;

    private MacHost(String namespace, LinuxNetwork network, Surroundings surroundings) {
        this.namespace = namespace;
        this.network = network;
        this.surroundings = surroundings;
    }

    /**
     * The one of the calling thread's network namespace. Whoever gets it closes it once.
     *
     * @param driver what the network's first user makes of it; the identity but in tests
     * @throws NetworkUnavailableException with the reason, for a person
     */
    static MacHost shared(Surroundings surroundings, UnaryOperator<LinuxNetwork> driver) {
        String namespace = namespaceOfThisThread();
        synchronized (OPEN) {
            MacHost host = OPEN.computeIfAbsent(
                    namespace, name -> new MacHost(name, driver.apply(LinuxNetwork.shared()), surroundings));
            host.users++;
            return host;
        }
    }

    LinuxNetwork network() {
        return network;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    Claims claims() {
        return claims;
    }

    /** One user less; the last one closes the network. */
    void release(String tag) {
        claims.release(tag);
        synchronized (OPEN) {
            if (--users > 0) {
                return;
            }
            OPEN.remove(namespace, this);
        }
        network.close();
    }

    private static String namespaceOfThisThread() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/thread-self/ns/net")).toString();
        } catch (IOException | UnsupportedOperationException unreadable) {
            throw new NetworkUnavailableException(
                    "cannot tell this thread's network namespace; is /proc mounted? " + unreadable.getMessage(),
                    unreadable);
        }
    }
}
