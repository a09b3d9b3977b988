package org.recoverykit.kit.ip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkUnavailableException;

/** What all addresses of one network namespace share; opened with the first, closed with the last. */
final class IpHost {
    private static final Map<String, IpHost> OPEN = new HashMap<>();

    private final String namespace;
    private final LinuxNetwork network;
    private final MoveBatcher batcher;
    private final FirstAidPost firstAid;
    private final SettingsLedger ledger;
    private final RecentGrounds grounds;
    private int users;

    private IpHost(String namespace, LinuxNetwork network) {
        this.namespace = namespace;
        this.network = network;
        this.batcher = new MoveBatcher(network);
        this.firstAid = new FirstAidPost(network, batcher);
        this.ledger = new SettingsLedger(network);
        this.grounds = new RecentGrounds(network);
    }

    /**
     * The one of the calling thread's network namespace. Whoever gets it closes it once.
     *
     * @throws NetworkUnavailableException with the reason, for a person
     */
    static IpHost shared() {
        String namespace = namespaceOfThisThread();
        synchronized (OPEN) {
            IpHost host = OPEN.computeIfAbsent(namespace, name -> new IpHost(name, LinuxNetwork.shared()));
            if (host.users++ == 0) {
                host.users++;
                Rehearsal.begin(host);
            }
            return host;
        }
    }

    /** One over a network of the caller's, shared with nobody. */
    static IpHost over(LinuxNetwork network) {
        IpHost host = new IpHost("", network);
        host.users = 1;
        return host;
    }

    LinuxNetwork network() {
        return network;
    }

    MoveBatcher batcher() {
        return batcher;
    }

    FirstAidPost firstAid() {
        return firstAid;
    }

    SettingsLedger ledger() {
        return ledger;
    }

    RecentGrounds grounds() {
        return grounds;
    }

    /** One user less; the last one closes the network. */
    void release() {
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
