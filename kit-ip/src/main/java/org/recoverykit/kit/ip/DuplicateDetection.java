package org.recoverykit.kit.ip;

import java.net.Inet6Address;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.AddressChange;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.MacAddress;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.FailureScope;

/**
 * IPv6 duplicate address detection (RFC 4862, 5.4), which the kernel does for one to two seconds before an address can be
 * used. Here it is asked for, awaited with a bound, and judged: another owner is a conflict, and no fault of the interface.
 *
 * <p>An address that this node has in service needs none when it moves between the node's interfaces on one network, or is
 * put back: it was found unique when it came, and since then this node has been the one that answers for it. RFC 4862 knows no
 * such case, for its hosts do not move an address; optimistic detection (RFC 4429) is for addresses that are probably unique
 * and is not in every kernel. Detection there would cost clients a second or more at each move, and would fail while the other
 * interface still answers: a node may not take itself for a stranger.
 */
final class DuplicateDetection {
    /** Whoever lost the address to another owner wants to know to whom; the owner answers within microseconds. */
    private static final Duration OWNER_ANSWERS = Duration.ofMillis(300);

    private final ProtectedAddress address;
    private final LinuxNetwork network;
    private final ViewGate gate;
    private final Duration longest;

    /** What is known of other owners before an address is put on an interface. */
    enum Uniqueness {
        /** This node has it in service, or had until a moment ago. */
        KNOWN,
        /** It comes to this node. */
        UNKNOWN
    }

    DuplicateDetection(ProtectedAddress address, LinuxNetwork network, ViewGate gate, Duration longest) {
        this.address = address;
        this.network = network;
        this.gate = gate;
        this.longest = longest;
    }

    /** Whether the address may not be used before the kernel has asked around. */
    boolean isNeeded(Uniqueness known, List<InterfaceAddress> found) {
        boolean doubted = found.stream().anyMatch(entry -> entry.has(InterfaceAddress.DAD_FAILED));
        boolean here = found.stream().anyMatch(InterfaceAddress::usable);
        return address.inetAddress() instanceof Inet6Address && !here && (doubted || known == Uniqueness.UNKNOWN);
    }

    /**
     * Puts the address on an interface, tentative, and waits until the kernel knows.
     *
     * @return Done when nobody else has it; otherwise it was taken away again
     */
    ActionResult bringIn(Link link, InterfaceAddress wanted, Budget budget) throws InterruptedException {
        InterfaceAddress tentative = wanted.withFlags(wanted.flags() & ~InterfaceAddress.NO_DAD);
        budget.step(IpStep.ABOUT_TO_ADD);
        KernelResult added = network.change(AddressChange.add(tentative), budget.next());
        if (!added.ok() && added.kind() != KernelResult.Kind.ALREADY_THERE) {
            return ActionResult.failed(added.message(), FailureScope.RETRY_HERE);
        }
        budget.step(IpStep.ADDED);
        gate.await(() -> isDecided(wanted, link), patience(budget));
        Optional<InterfaceAddress> entry = entry(wanted);
        if (entry.filter(InterfaceAddress::usable).isPresent()) {
            return ActionResult.done();
        }
        ActionResult judged =
                entry.filter(seen -> seen.has(InterfaceAddress.DAD_FAILED)).isPresent()
                        ? conflict(link, budget)
                        : undecided(link);
        KernelResult removed = network.change(AddressChange.remove(wanted), budget.next());
        boolean gone = removed.ok() || removed.kind() == KernelResult.Kind.NOT_THERE;
        return gone || removed.kind() == KernelResult.Kind.NO_INTERFACE
                ? judged
                : ActionResult.indeterminate(judged.reason() + "; taking it back: " + removed.message());
    }

    private Duration patience(Budget budget) throws InterruptedException {
        budget.next();
        Duration left = budget.call().remaining();
        return left.compareTo(longest) < 0 ? left : longest;
    }

    private boolean isDecided(InterfaceAddress wanted, Link link) {
        Optional<InterfaceAddress> entry = entry(wanted);
        return Diagnosis.obstacle(network.view(), link.name()).isPresent()
                || entry.filter(seen -> seen.usable() || seen.has(InterfaceAddress.DAD_FAILED))
                        .isPresent();
    }

    private Optional<InterfaceAddress> entry(InterfaceAddress wanted) {
        return network.view().addressesOf(wanted.address()).stream()
                .filter(seen -> seen.ifindex() == wanted.ifindex() && seen.prefixLength() == wanted.prefixLength())
                .findFirst();
    }

    private ActionResult conflict(Link link, Budget budget) throws InterruptedException {
        Optional<MacAddress> owner = Optional.empty();
        if (link.hardwareAddress().isPresent() && address.inetAddress() instanceof Inet6Address target) {
            owner = network.nd()
                    .ownerOf(link.index(), link.hardwareAddress().get(), target, shorter(budget.next()))
                    .value()
                    .flatMap(found -> found);
        }
        String who = owner.map(mac -> "its hardware address is " + mac).orElse("it does not say who it is");
        return ActionResult.failed(
                "another host on the network of " + link.name() + " has " + address.host() + ", " + who
                        + "; the interface works. Take the address away there, or protect another one",
                FailureScope.TRY_ELSEWHERE);
    }

    private ActionResult undecided(Link link) {
        Optional<String> obstacle = Diagnosis.obstacle(network.view(), link.name());
        return ActionResult.failed(
                obstacle.orElse("duplicate address detection for " + address.host() + " on " + link.name()
                        + " has not ended within " + longest.toMillis() + " ms; see dad_transmits of the interface"),
                FailureScope.RETRY_HERE);
    }

    private static Duration shorter(Duration left) {
        return left.compareTo(OWNER_ANSWERS) < 0 ? left : OWNER_ANSWERS;
    }
}
