package org.recoverykit.kit.ip;

import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.RouteChoice;
import org.recoverykit.spi.CheckResult;

/** Asks the kernel itself, past the table: the address, the carrier, and by which interface a reply would leave. */
final class DeepCheck {
    private static final String NOT_ASKED = "only this node's kernel was asked, nobody outside";

    private final LinuxNetwork network;
    private final ProtectedAddress address;
    private final ReplyPath replyPath;
    private final boolean prepared;
    private final AddressMover mover;

    /**
     * @param replyPath asked for the way of a reply
     * @param prepared whether the kit itself sees to that way: then a wrong one is a failure that it can mend
     */
    DeepCheck(
            LinuxNetwork network, ProtectedAddress address, ReplyPath replyPath, boolean prepared, AddressMover mover) {
        this.network = network;
        this.address = address;
        this.replyPath = replyPath;
        this.prepared = prepared;
        this.mover = mover;
    }

    /** Called when the table says that all is well. */
    CheckResult check(Places places, Budget budget) throws InterruptedException {
        Optional<Link> known = network.view().link(places.current());
        if (known.isEmpty()) {
            return CheckResult.unhealthy(places.current() + " does not exist");
        }
        KernelAnswer<Link> link = network.askLink(known.get().index(), budget.next());
        if (link.value().isEmpty()) {
            return CheckResult.unknown(link.result().message());
        }
        if (!link.value().get().hasCarrier()) {
            return CheckResult.unhealthy(places.current() + " has no carrier");
        }
        KernelAnswer<List<InterfaceAddress>> entries = mover.whereabouts(places, budget);
        if (entries.value().isEmpty()) {
            return CheckResult.unknown(entries.result().message());
        }
        List<InterfaceAddress> found = entries.value().get();
        boolean right = found.size() == 1
                && found.get(0).ifindex() == known.get().index()
                && found.get(0).prefixLength() == address.length();
        return right
                ? reply(places, known.get(), budget)
                : CheckResult.unhealthy("the kernel does not have " + address + " on " + places.current() + " alone");
    }

    private CheckResult reply(Places places, Link link, Budget budget) throws InterruptedException {
        if (prepared) {
            // Routes may have changed since the restore (another default gateway): the next move takes them along.
            replyPath.learn(places, budget.next());
        }
        KernelAnswer<RouteChoice> reply = replyPath.ask(places, budget.next());
        if (reply.value().filter(choice -> replyPath.isRight(choice, places)).isPresent()) {
            return CheckResult.healthyBut(NOT_ASKED);
        }
        String astray = "replies from " + address.host() + " would not leave by " + link.name();
        return prepared ? CheckResult.unhealthy(astray) : CheckResult.healthyBut(astray + ", and " + NOT_ASKED);
    }
}
