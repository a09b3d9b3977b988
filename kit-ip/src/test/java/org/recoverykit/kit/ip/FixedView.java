package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;

/** A table that a test writes. */
final class FixedView implements NetworkView {
    /** No two tables are taken for the same one. */
    private static final AtomicLong GENERATIONS = new AtomicLong();

    static final int WORKING = Link.UP | Link.LOWER_UP;

    private final List<Link> links = new ArrayList<>();
    private final List<InterfaceAddress> addresses = new ArrayList<>();
    private boolean current = true;
    private long generation = GENERATIONS.incrementAndGet();

    FixedView link(int index, String name, int flags) {
        links.add(new Link(
                index,
                name,
                List.of(),
                "",
                flags,
                Link.OperState.UNKNOWN,
                Optional.of(new MacAddress(0x0200_0000_0000L + index)),
                Optional.empty(),
                0,
                index,
                1,
                1500));
        return this;
    }

    /** One of a kind, below or above others. */
    FixedView link(int index, String name, String kind, int flags, Link.OperState state, int master, int below) {
        return link(new Link(
                index,
                name,
                List.of(),
                kind,
                flags,
                state,
                Optional.empty(),
                Optional.empty(),
                master,
                below,
                1,
                1500));
    }

    FixedView link(Link link) {
        links.add(link);
        return this;
    }

    FixedView address(int index, String text) {
        ProtectedAddress address = ProtectedAddress.parse(text);
        generation = GENERATIONS.incrementAndGet();
        addresses.add(InterfaceAddress.of(index, address.inetAddress(), address.length()));
        return this;
    }

    FixedView entry(InterfaceAddress address) {
        addresses.add(address);
        return this;
    }

    FixedView outdated() {
        current = false;
        return this;
    }

    @Override
    public Optional<Link> link(String name) {
        return links.stream().filter(link -> link.isNamed(name)).findFirst();
    }

    @Override
    public Optional<Link> link(int ifindex) {
        return links.stream().filter(link -> link.index() == ifindex).findFirst();
    }

    @Override
    public List<Link> links() {
        return List.copyOf(links);
    }

    @Override
    public List<InterfaceAddress> addresses(int ifindex) {
        return addresses.stream().filter(entry -> entry.ifindex() == ifindex).toList();
    }

    @Override
    public List<InterfaceAddress> addressesOf(InetAddress address) {
        return addresses.stream()
                .filter(entry -> entry.address().equals(address))
                .toList();
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
