package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;
import org.recoverykit.linux.AddressEvent;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkListener;
import org.recoverykit.linux.Watch;
import org.recoverykit.linux.model.InterfaceAddress;

/**
 * The addresses of each interface that do not move: all but those that this kit protects. Kept beside the table, so that a
 * thousand protected addresses need not be looked through to find the one that stays.
 */
final class FixedAddresses implements NetworkListener {
    private final LinuxNetwork network;
    private final Map<Integer, Set<InterfaceAddress>> byInterface = new ConcurrentHashMap<>();
    private final Set<InetAddress> movable = ConcurrentHashMap.newKeySet();
    private final AtomicLong changes = new AtomicLong();
    private final CopyOnWriteArrayList<IntConsumer> listeners = new CopyOnWriteArrayList<>();

    private FixedAddresses(LinuxNetwork network) {
        this.network = network;
    }

    /** Listens as long as the network is open. */
    static FixedAddresses of(LinuxNetwork network) {
        FixedAddresses fixed = new FixedAddresses(network);
        network.watchAll(fixed);
        network.view()
                .links()
                .forEach(link -> network.view().addresses(link.index()).forEach(fixed::add));
        return fixed;
    }

    /** This one moves: kernels before 5.18 do not keep our mark. Closing what is returned takes it back. */
    Watch movable(InetAddress address) {
        movable.add(address);
        return () -> movable.remove(address);
    }

    /** Told of an interface's index when its fixed addresses have changed; on the monitor's thread, so it must not block. */
    Watch watch(IntConsumer listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Grows with each change: what was found before may be old. */
    long changes() {
        return changes.get();
    }

    /** An address of an interface that stays there, in the subnet of a protected one. */
    Optional<InterfaceAddress> find(int ifindex, ProtectedAddress address) {
        for (InterfaceAddress entry : byInterface.getOrDefault(ifindex, Set.of())) {
            if (address.isInSubnetOf(entry.address(), entry.prefixLength())
                    && entry.prefixLength() < address.family().bits()
                    && !movable.contains(entry.address())
                    && network.view().addressesOf(entry.address()).contains(entry)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }

    @Override
    public void addressChanged(AddressEvent event) {
        InterfaceAddress known = event.after().or(event::before).orElseThrow();
        if (known.protocol() == MovePlan.OURS || movable.contains(known.address())) {
            return;
        }
        event.before().ifPresent(this::remove);
        event.after().ifPresent(this::add);
        changes.incrementAndGet();
        listeners.forEach(listener -> listener.accept(known.ifindex()));
    }

    private void add(InterfaceAddress entry) {
        if (entry.protocol() != MovePlan.OURS) {
            byInterface
                    .computeIfAbsent(entry.ifindex(), index -> ConcurrentHashMap.newKeySet())
                    .add(entry);
        }
    }

    private void remove(InterfaceAddress entry) {
        byInterface.computeIfPresent(entry.ifindex(), (index, entries) -> {
            entries.remove(entry);
            return entries.isEmpty() ? null : entries;
        });
    }
}
