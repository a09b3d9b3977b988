package org.recoverykit.kit.mac;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;

/** Which interfaces may get another hardware address, and which may be a backup. Pure but for what {@link Surroundings} read. */
final class LinkRules {
    /** Devices on top of another one, which has to let their address through, or would have to change with it. */
    private static final Set<String> ON_TOP = Set.of("macvlan", "macvtap", "ipvlan", "ipvtap", "vlan");

    /** A physical interface has no kind. */
    private static final Set<String> ALLOWED = Set.of("", "veth");

    /** Marks addresses that a kit of this framework protects. */
    private static final int PROTECTED = 77;

    private LinkRules() {}

    /** Why this interface cannot get another hardware address; empty if it can, or is not there now. */
    static Optional<String> refusal(NetworkView view, String name, Surroundings surroundings) {
        return view.link(name).flatMap(link -> refusal(view, link, surroundings));
    }

    private static Optional<String> refusal(NetworkView view, Link link, Surroundings surroundings) {
        String name = "'" + link.name() + "' ";
        if (link.loopback()) {
            return Optional.of(name + "is the loopback interface, which has no hardware address");
        }
        if (!link.ethernet()) {
            return Optional.of(name + "is not Ethernet (ARPHRD type " + link.type()
                    + "); only Ethernet addresses can move; name an Ethernet interface");
        }
        if (surroundings.isWireless(link.name())) {
            return Optional.of(
                    name + "is a wireless interface: its access point knows it by its address; name a wired one");
        }
        if (link.masterIndex() != 0) {
            return Optional.of(name + "belongs to " + master(view, link)
                    + ", which decides about its address; name an interface that is nobody's port");
        }
        if (!ALLOWED.contains(link.kind())) {
            return Optional.of(
                    name + "is a " + link.kind()
                            + ", which takes its address from others or gives it to them; name the interface of a network card");
        }
        Optional<Link> child = view.links().stream()
                .filter(other -> ON_TOP.contains(other.kind()) && other.linkIndex() == link.index())
                .findFirst();
        if (child.isPresent()) {
            return Optional.of(name + "is the parent of the " + child.get().kind() + " '"
                    + child.get().name() + "', which depends on its address; take that off, or name another interface");
        }
        if (link.kind().isEmpty() && surroundings.isEc2()) {
            return Optional.of(name + "is on Amazon EC2, where the network drops frames of any address but the one that"
                    + " it assigned; protect a route or an Elastic IP with the kit 'ec2' instead");
        }
        return Optional.empty();
    }

    /** Why clients would miss this backup interface's own address; empty if none uses it. */
    static Optional<String> clientsOf(NetworkView view, String backup) {
        return view.link(backup).flatMap(link -> {
            List<InterfaceAddress> addresses = view.addresses(link.index()).stream()
                    .filter(address -> address.scope() == 0)
                    .toList();
            Optional<InterfaceAddress> client = addresses.stream()
                    .filter(address -> address.protocol() == PROTECTED || isAlias(address, link))
                    .findFirst();
            boolean many = addresses.stream()
                            .filter(address -> address.label().isPresent())
                            .count()
                    > 1;
            if (client.isEmpty() && !many) {
                return Optional.empty();
            }
            String example = client.orElseGet(() -> addresses.get(addresses.size() - 1))
                    .address()
                    .getHostAddress();
            return Optional.of(String.format(
                    Locale.ROOT,
                    "'%s' carries addresses that clients use, such as %s; its own hardware address is gone while it carries"
                            + " another, so it may have one fixed address and nothing else",
                    backup,
                    example));
        });
    }

    private static boolean isAlias(InterfaceAddress address, Link link) {
        return address.label().filter(label -> !label.equals(link.name())).isPresent();
    }

    private static String master(NetworkView view, Link link) {
        return view.link(link.masterIndex())
                .map(master ->
                        "the " + (master.kind().isEmpty() ? "device" : master.kind()) + " '" + master.name() + "'")
                .orElse("the interface " + link.masterIndex());
    }
}
