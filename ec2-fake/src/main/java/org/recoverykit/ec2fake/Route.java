package org.recoverykit.ec2fake;

import static java.util.Objects.requireNonNull;

/**
 * One entry of a route table.
 *
 * @param destination an IPv4 or IPv6 block in EC2's spelling, or a prefix list's ID
 * @param target where it leads
 * @param origin how it came to be
 */
public record Route(String destination, Target target, Origin origin) {

    /** How an entry came to be. */
    public enum Origin {
        /** With its table: the VPC's own blocks. */
        CREATE_ROUTE_TABLE("CreateRouteTable"),
        /** By hand, or by a program. */
        CREATE_ROUTE("CreateRoute"),
        /** From a virtual private gateway; cannot be replaced. */
        PROPAGATED("EnableVgwRoutePropagation");

        private final String text;

        Origin(String text) {
            this.text = text;
        }

        String text() {
            return text;
        }
    }

    /** Spells the destination as EC2 does. */
    public Route {
        requireNonNull(destination, "destination");
        requireNonNull(target, "target");
        requireNonNull(origin, "origin");
        destination = destination.startsWith("pl-") ? destination : Cidr.canonical("destinationCidrBlock", destination);
    }

    /** A static entry to the target of that ID. */
    public static Route to(String destination, String targetId) {
        return new Route(destination, Target.of(targetId), Origin.CREATE_ROUTE);
    }

    /** A VPC's own entry. */
    public static Route local(String block) {
        return new Route(block, Target.of("local"), Origin.CREATE_ROUTE_TABLE);
    }

    /** An entry that a virtual private gateway put there. */
    public static Route propagated(String destination, String gatewayId) {
        return new Route(destination, Target.of(gatewayId), Origin.PROPAGATED);
    }

    Route leadingTo(Target other) {
        return new Route(destination, other, origin);
    }
}
