package org.recoverykit.kit.ec2;

import java.util.Optional;

/**
 * One entry of a route table.
 *
 * @param destination a network in CIDR form, or the id of a prefix list
 * @param target where it leads
 * @param blackhole whether EC2 says that the target is gone or detached
 * @param propagated whether a virtual private gateway has put it there; such an entry cannot be replaced
 */
record RouteEntry(String destination, Target target, boolean blackhole, boolean propagated) {

    /** The destination as a network; empty for a prefix list. */
    Optional<Cidr> network() {
        return isPrefixList() ? Optional.empty() : Optional.of(Cidr.parse(destination));
    }

    boolean isPrefixList() {
        return destination.startsWith("pl-");
    }

    /** Whether this is the entry for exactly that network, however it is spelt. */
    boolean isFor(Cidr wanted) {
        return network().filter(wanted::equals).isPresent();
    }
}
