package org.recoverykit.kit.mac;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;

/** A table of links that stands still. */
record FixedLinks(List<Link> links) implements NetworkView {
    @Override
    public Optional<Link> link(String name) {
        return links.stream().filter(link -> link.isNamed(name)).findFirst();
    }

    @Override
    public Optional<Link> link(int ifindex) {
        return links.stream().filter(link -> link.index() == ifindex).findFirst();
    }

    @Override
    public List<InterfaceAddress> addresses(int ifindex) {
        return List.of();
    }

    @Override
    public List<InterfaceAddress> addressesOf(InetAddress address) {
        return List.of();
    }

    @Override
    public long generation() {
        return 0;
    }

    @Override
    public boolean current() {
        return true;
    }
}
