package org.recoverykit.kit.ip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkUnavailableException;
import org.recoverykit.linux.model.Capability;
import org.recoverykit.linux.model.IpFamily;

/** What all addresses of one network namespace share; opened with the first, closed with the last. */
final class IpHost {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Map<String, IpHost> OPEN = new HashMap<>();

    private final String namespace;
    private final LinuxNetwork network;
    private final MoveBatcher batcher;
    private final FirstAidPost firstAid;
    private final SettingsLedger ledger;
    private final RecentGrounds grounds;
    private final RecentLinks links;
    private final Set<IpFamily> rehearsed = EnumSet.noneOf(IpFamily.class);
    private final FrameBudget frames = new FrameBudget();
    private final PortChanges ports;
    private final OrphanSearch orphans;
    private Optional<String> missing = Optional.empty();
    private final RecentAnswers answers = new RecentAnswers();
    private final Supplier<FixedAddresses> fixedAddresses;
    private int users;

    private IpHost(String namespace, LinuxNetwork network) {
        this.namespace = namespace;
        this.network = network;
        this.batcher = new MoveBatcher(network);
        this.firstAid = new FirstAidPost(network, batcher);
        this.ledger = new SettingsLedger(network);
        this.grounds = new RecentGrounds(network);
        this.links = new RecentLinks(network);
        this.ports = PortChanges.of(network);
        this.orphans = new OrphanSearch(network);
        this.fixedAddresses = new Once<>(() -> FixedAddresses.of(network));
    }

    /**
     * The one of the calling thread's network namespace. Whoever gets it closes it once.
     *
     * @param family what the user is going to protect
     * @throws NetworkUnavailableException with the reason, for a person
     */
    static IpHost shared(IpFamily family) {
        String namespace = namespaceOfThisThread();
        synchronized (OPEN) {
            IpHost host = OPEN.computeIfAbsent(namespace, name -> new IpHost(name, LinuxNetwork.shared()));
            if (host.users++ == 0) {
                host.missing = missing(host.network);
            }
            if (host.rehearsed.add(family)) {
                host.users++;
                Rehearsal.begin(host, family);
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

    /** One user more, who closes it once. */
    void share() {
        synchronized (OPEN) {
            users++;
        }
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

    /** How many announcements may leave, over all addresses. */
    FrameBudget frames() {
        return frames;
    }

    /** What this process lacks to do its work here, for a person; asked once, since asking costs a socket. */
    Optional<String> missing() {
        return missing;
    }

    private static Optional<String> missing(LinuxNetwork network) {
        KernelAnswer<Set<Capability>> lacking = network.missingCapabilities(PATIENCE);
        return lacking.value()
                .filter(found -> !found.isEmpty())
                .map(found -> "this process lacks "
                        + found.stream().map(Capability::toString).collect(Collectors.joining(" and "))
                        + "; run it as root, or with these two as ambient capabilities");
    }

    OrphanSearch orphans() {
        return orphans;
    }

    PortChanges ports() {
        return ports;
    }

    SettingsLedger ledger() {
        return ledger;
    }

    RecentGrounds grounds() {
        return grounds;
    }

    RecentLinks links() {
        return links;
    }

    RecentAnswers recentAnswers() {
        return answers;
    }

    FixedAddresses fixedAddresses() {
        return fixedAddresses.get();
    }

    /** The network namespace as the kernel names it; empty for a network of the caller's. */
    String namespace() {
        return namespace;
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

    /** Made when it is first asked for. */
    private static final class Once<T> implements Supplier<T> {
        private final Supplier<T> maker;
        private Optional<T> made = Optional.empty();

        private Once(Supplier<T> maker) {
            this.maker = maker;
        }

        @Override
        public synchronized T get() {
            T value = made.orElseGet(maker);
            made = Optional.of(value);
            return value;
        }
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
