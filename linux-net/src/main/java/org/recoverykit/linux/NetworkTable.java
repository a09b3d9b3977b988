package org.recoverykit.linux;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;

/** The table behind the view. One thread changes it, any number read. Each change tells what it changed, if anything. */
final class NetworkTable implements NetworkView {
    private final Map<Integer, Link> links = new ConcurrentHashMap<>();
    private final Map<String, Link> names = new ConcurrentHashMap<>();
    // By interface, in the order of arrival: constant-time changes with 10,000 addresses on one interface.
    private final Map<Integer, ConcurrentSkipListMap<Long, InterfaceAddress>> byInterface = new ConcurrentHashMap<>();
    private final Map<InetAddress, List<InterfaceAddress>> byAddress = new ConcurrentHashMap<>();
    private final Map<Identity, Long> places = new ConcurrentHashMap<>();
    private long arrivals;
    private long changes;
    private volatile long generation;
    private volatile boolean current;

    /** What makes an address one entry in the kernel. */
    record Identity(int ifindex, InetAddress address, int prefixLength) {
        static Identity of(InterfaceAddress address) {
            return new Identity(address.ifindex(), address.address(), address.prefixLength());
        }
    }

    Optional<LinkEvent> put(Link link) {
        Link before = links.put(link.index(), link);
        if (link.equals(before)) {
            return Optional.empty();
        }
        // New names first: a reader must never miss a link because it changed. Only names that are no more still lead
        // to before.
        names.put(link.name(), link);
        link.altNames().forEach(name -> names.put(name, link));
        if (before != null) {
            forgetNames(before);
        }
        changed();
        return Optional.of(new LinkEvent(Optional.ofNullable(before), Optional.of(link)));
    }

    Optional<LinkEvent> removeLink(int ifindex) {
        Link before = links.remove(ifindex);
        if (before == null) {
            return Optional.empty();
        }
        forgetNames(before);
        changed();
        return Optional.of(new LinkEvent(Optional.of(before), Optional.empty()));
    }

    Optional<AddressEvent> put(InterfaceAddress address) {
        Long known = places.get(Identity.of(address));
        long place = known == null ? ++arrivals : known;
        @Nullable
        InterfaceAddress before = byInterface
                .computeIfAbsent(address.ifindex(), index -> new ConcurrentSkipListMap<>())
                .put(place, address);
        if (address.equals(before)) {
            return Optional.empty();
        }
        places.put(Identity.of(address), place);
        byAddress.merge(address.address(), List.of(address), NetworkTable::merged);
        changed();
        return Optional.of(new AddressEvent(Optional.ofNullable(before), Optional.of(address)));
    }

    Optional<AddressEvent> remove(InterfaceAddress address) {
        Identity identity = Identity.of(address);
        Long place = places.remove(identity);
        ConcurrentSkipListMap<Long, InterfaceAddress> there = byInterface.get(address.ifindex());
        if (place == null || there == null) {
            return Optional.empty();
        }
        InterfaceAddress before = there.remove(place);
        if (there.isEmpty()) {
            byInterface.remove(address.ifindex());
        }
        byAddress.computeIfPresent(address.address(), (key, all) -> without(all, identity));
        changed();
        return Optional.of(new AddressEvent(Optional.ofNullable(before), Optional.empty()));
    }

    /** After a full reading: everything known that it did not bring. */
    List<InterfaceAddress> addressesNotIn(Collection<Identity> seen) {
        return byInterface.values().stream()
                .flatMap(there -> there.values().stream())
                .filter(address -> !seen.contains(Identity.of(address)))
                .toList();
    }

    void setCurrent(boolean now) {
        current = now;
    }

    private void changed() {
        // The count is the one writer's own; readers see its copy.
        generation = ++changes;
    }

    private void forgetNames(Link link) {
        names.remove(link.name(), link);
        link.altNames().forEach(name -> names.remove(name, link));
    }

    private static List<InterfaceAddress> merged(List<InterfaceAddress> known, List<InterfaceAddress> one) {
        List<InterfaceAddress> all = new ArrayList<>(known);
        all.removeIf(address -> Identity.of(address).equals(Identity.of(one.get(0))));
        all.addAll(one);
        return List.copyOf(all);
    }

    private static @Nullable List<InterfaceAddress> without(List<InterfaceAddress> all, Identity gone) {
        List<InterfaceAddress> left = all.stream()
                .filter(address -> !Identity.of(address).equals(gone))
                .toList();
        return left.isEmpty() ? null : left;
    }

    @Override
    public Optional<Link> link(String name) {
        return Optional.ofNullable(names.get(name));
    }

    @Override
    public Optional<Link> link(int ifindex) {
        return Optional.ofNullable(links.get(ifindex));
    }

    @Override
    public List<Link> links() {
        return links.values().stream()
                .sorted(Comparator.comparingInt(Link::index))
                .toList();
    }

    @Override
    public List<InterfaceAddress> addresses(int ifindex) {
        ConcurrentSkipListMap<Long, InterfaceAddress> there = byInterface.get(ifindex);
        return there == null ? List.of() : List.copyOf(there.values());
    }

    @Override
    public List<InterfaceAddress> addressesOf(InetAddress address) {
        return byAddress.getOrDefault(address, List.of());
    }

    @Override
    public long generation() {
        return generation;
    }

    @Override
    public boolean current() {
        return current;
    }
}
