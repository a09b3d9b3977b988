package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.recoverykit.linux.KernelAnswer;
import org.recoverykit.linux.LinuxNetwork;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.recoverykit.linux.model.RouteChoice;
import org.recoverykit.spi.CheckResult;

/**
 * Asks the kernel itself, past the table: the address, the carrier, and by which interface a reply would leave. Then asks
 * somebody outside.
 */
final class DeepCheck {
    private final LinuxNetwork network;
    private final ProtectedAddress address;
    private final ReplyPath replyPath;
    private final boolean prepared;
    private final AddressMover mover;
    private final BiFunction<Places, Duration, KernelAnswer<ReplyGround>> grounds;
    private final BiFunction<Integer, Duration, KernelAnswer<Link>> links;
    private final Reachability reachability;

    /**
     * @param replyPath asked for the way of a reply
     * @param prepared whether the kit itself sees to that way: then a wrong one is a failure that it can mend
     * @param grounds a recent reading of what that way depends on
     * @param links a recent answer of the kernel about an interface
     * @param reachability asked last: whether anybody outside answers
     */
    DeepCheck(
            LinuxNetwork network,
            ProtectedAddress address,
            ReplyPath replyPath,
            boolean prepared,
            AddressMover mover,
            BiFunction<Places, Duration, KernelAnswer<ReplyGround>> grounds,
            BiFunction<Integer, Duration, KernelAnswer<Link>> links,
            Reachability reachability) {
        this.network = network;
        this.address = address;
        this.replyPath = replyPath;
        this.prepared = prepared;
        this.mover = mover;
        this.grounds = grounds;
        this.links = links;
        this.reachability = reachability;
    }

    /** Called when the table says that all is well. */
    CheckResult check(Places places, Budget budget) throws InterruptedException {
        Optional<Link> known = network.view().link(places.current());
        if (known.isEmpty()) {
            return CheckResult.unhealthy(places.current() + " does not exist");
        }
        KernelAnswer<Link> link = links.apply(known.get().index(), budget.next());
        if (link.value().isEmpty()) {
            return CheckResult.unknown(link.result().message());
        }
        if (!link.value().get().hasCarrier()) {
            return CheckResult.unhealthy(places.current() + " has no carrier");
        }
        KernelAnswer<Integer> holder = mover.whereabouts().interfaceOf(known.get(), budget.next());
        boolean asTheTableSays =
                holder.value().filter(index -> index == known.get().index()).isPresent();
        return asTheTableSays || isThereAlone(places, known.get(), budget)
                ? reply(places, known.get(), budget)
                : CheckResult.unhealthy("the kernel does not have " + address + " on " + places.current() + " alone");
    }

    /** The whole list: with thousands of addresses it takes milliseconds, so it is asked only when there is a doubt. */
    private boolean isThereAlone(Places places, Link link, Budget budget) throws InterruptedException {
        List<InterfaceAddress> found =
                mover.whereabouts().asked(places, budget).value().orElse(List.of());
        return found.size() == 1
                && found.get(0).ifindex() == link.index()
                && found.get(0).prefixLength() == address.length()
                && found.get(0).usable();
    }

    private CheckResult reply(Places places, Link link, Budget budget) throws InterruptedException {
        KernelAnswer<ReplyGround> ground = grounds.apply(places, budget.next());
        if (prepared) {
            // Routes may have changed since the restore (another default gateway): the next move takes them along.
            replyPath.learn(ground, places, budget.next());
        }
        KernelAnswer<RouteChoice> reply = replyPath.ask(places, budget.next());
        Duration left = budget.next();
        if (reply.value()
                .filter(choice -> replyPath.isRight(choice, places, left))
                .isPresent()) {
            return reachability.check(
                    places, ground.value().map(ReplyGround::main).orElse(List.of()), budget);
        }
        String astray = "replies from " + address.host() + " would not leave by " + link.name();
        return prepared ? CheckResult.unhealthy(astray) : CheckResult.healthyBut(astray);
    }
}
