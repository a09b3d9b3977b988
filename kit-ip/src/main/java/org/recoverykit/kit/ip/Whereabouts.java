package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.NetworkView;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.Link;

/** Where on this node one address is, as the table has it or as the kernel itself says. */
final class Whereabouts {
    private final ProtectedAddress address;
    private final InetAddress inet;
    private final LinuxNetwork network;

    Whereabouts(ProtectedAddress address, LinuxNetwork network) {
        this.address = address;
        this.inet = address.inetAddress();
        this.network = network;
    }

    /**
     * What the table has of an address. A link-local address counts on the resource's own interfaces only: on another
     * network the same one is another address.
     */
    static List<InterfaceAddress> seen(NetworkView view, ProtectedAddress address, Places places) {
        return counted(view, address, places, view.addressesOf(address.inetAddress()));
    }

    /** The table's word, or while events were lost the kernel's. */
    List<InterfaceAddress> entries(Places places, Budget budget) throws InterruptedException {
        List<InterfaceAddress> seen = seen(network.view(), address, places);
        return network.view().current() ? seen : dump(places, budget).value().orElse(seen);
    }

    /** The kernel's own answer: the address on our interfaces, also if they are down, and on any other. */
    KernelAnswer<List<InterfaceAddress>> asked(Places places, Budget budget) throws InterruptedException {
        List<InterfaceAddress> found = new ArrayList<>();
        for (String name : places.all()) {
            Optional<Link> link = network.view().link(name);
            if (link.isPresent()) {
                KernelAnswer<List<InterfaceAddress>> listed =
                        network.dumpAddresses(link.get().index(), budget.next());
                if (listed.value().isEmpty() && listed.result().kind() != KernelResult.Kind.NO_INTERFACE) {
                    return listed;
                }
                listed.value().orElse(List.of()).stream()
                        .filter(entry -> entry.address().equals(inet))
                        .forEach(found::add);
            }
        }
        if (address.isLinkLocal()) {
            return new KernelAnswer.Answered<>(found);
        }
        KernelAnswer<Integer> local = network.localInterfaceOf(inet, budget.next());
        boolean elsewhere = local.value().isPresent()
                && found.stream()
                        .noneMatch(entry -> entry.ifindex() == local.value().get());
        if (elsewhere) {
            return dump(places, budget);
        }
        boolean answered = local.value().isPresent() || local.result().kind() == KernelResult.Kind.NOT_THERE;
        return answered ? new KernelAnswer.Answered<>(found) : new KernelAnswer.NotAnswered<>(local.result());
    }

    /**
     * The kernel's own answer: an interface that has it; for IPv6 this one, if it is among them; of a link-local address only
     * whether this one has.
     */
    KernelAnswer<Integer> interfaceOf(Link link, Duration timeout) {
        if (address.family() == IpFamily.IPV4) {
            return network.localInterfaceOf(inet, timeout);
        }
        if (!address.isLinkLocal()) {
            return network.localInterfaceOf(inet, link.index(), timeout);
        }
        KernelAnswer<List<InterfaceAddress>> listed = network.dumpAddresses(link.index(), timeout);
        if (listed.value().isEmpty()) {
            return new KernelAnswer.NotAnswered<>(listed.result());
        }
        boolean there =
                listed.value().get().stream().anyMatch(entry -> entry.address().equals(inet) && entry.usable());
        return there
                ? new KernelAnswer.Answered<>(link.index())
                : new KernelAnswer.NotAnswered<>(
                        new KernelResult.NotThere(address.host() + " is not on " + link.name()));
    }

    private KernelAnswer<List<InterfaceAddress>> dump(Places places, Budget budget) throws InterruptedException {
        KernelAnswer<List<InterfaceAddress>> all = network.dumpAddresses(budget.next());
        return all.value().isEmpty()
                ? all
                : new KernelAnswer.Answered<>(counted(
                        network.view(),
                        address,
                        places,
                        all.value().get().stream()
                                .filter(entry -> entry.address().equals(inet))
                                .toList()));
    }

    private static List<InterfaceAddress> counted(
            NetworkView view, ProtectedAddress address, Places places, List<InterfaceAddress> entries) {
        if (!address.isLinkLocal() || entries.isEmpty()) {
            return entries;
        }
        List<Integer> ours = places.all().stream()
                .flatMap(name -> view.link(name).map(Link::index).stream())
                .toList();
        return entries.stream().filter(entry -> ours.contains(entry.ifindex())).toList();
    }
}
