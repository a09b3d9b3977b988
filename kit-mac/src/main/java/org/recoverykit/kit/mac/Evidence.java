package org.recoverykit.kit.mac;

import java.util.Optional;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.Ownership;

/**
 * Whether this node may take the address: two live owners of one hardware address are worse than two of an IP address, since
 * switches then deliver every frame of either to whoever spoke last. Pure. Why so: {@code docs/decisions/0008-evidence.md}.
 *
 * @param nodes who may hold it at all
 * @param held what this node noted when it took it, while it has not let go
 * @param letGo the epoch in which this node let go, so that another might take it
 * @param boot this boot of the machine
 */
record Evidence(Holders nodes, Optional<Hold> held, Optional<Long> letGo, String boot) {

    /** What stands against taking it; empty when nothing does. */
    Optional<String> objection(Call.Why why, Ownership ownership) {
        if (!ownership.valid()) {
            return Optional.of("this node does not own the address at this moment");
        }
        boolean sameLife = held.filter(hold -> hold.boot().equals(boot)).isPresent();
        boolean neverHere = held.isEmpty() && letGo.isEmpty();
        if (nodes == Holders.ONE || sameLife || neverHere || isWord(why) || isNewer(ownership)) {
            return Optional.empty();
        }
        String what = held.isPresent()
                ? "this machine was restarted since it held the address"
                : "this node let go of the address";
        return Optional.of(what + ", so another node may hold it now; restore it by command once you know that none"
                + " does, or let 'nodes' be 'one' if this node alone ever holds it");
    }

    /** The host has asked for it now: it is the one who knows the other nodes. */
    private static boolean isWord(Call.Why why) {
        return switch (why) {
            case COMMAND, SWITCHOVER, FAILOVER -> true;
            case CHECK, START, RECOVERY, UNWIND -> false;
        };
    }

    /** Given away since: whoever gave it away has made sure that the owner before is none any more. */
    private boolean isNewer(Ownership ownership) {
        long known = Math.max(held.map(Hold::epoch).orElse(0L), letGo.orElse(0L));
        return ownership.epoch() > known;
    }
}
