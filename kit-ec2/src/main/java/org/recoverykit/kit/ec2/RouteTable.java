package org.recoverykit.kit.ec2;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A route table as EC2 tells it.
 *
 * @param id as {@code rtb-01234567}
 * @param vpc whose it is
 * @param entries in EC2's order
 */
record RouteTable(String id, String vpc, List<RouteEntry> entries) {

    /** Copies the list. */
    RouteTable {
        entries = List.copyOf(entries);
    }

    /** The entry for exactly that network: the static one, which wins, or else a propagated one. */
    Optional<RouteEntry> entry(Cidr destination) {
        return entries.stream()
                .filter(entry -> entry.isFor(destination))
                .min(Comparator.comparing(RouteEntry::propagated));
    }
}
