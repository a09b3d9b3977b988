package org.recoverykit.ec2fake;

import static java.util.Objects.requireNonNull;

/**
 * Where a route leads.
 *
 * @param kind what it is
 * @param id its ID, as {@code eni-01234567}; {@code local} for {@link Kind#LOCAL}
 */
public record Target(Kind kind, String id) {

    /** What a route can lead to. */
    public enum Kind {
        /** A network interface. */
        INTERFACE("NetworkInterfaceId", "networkInterfaceId", "eni-"),
        /** An internet or virtual private gateway, or a gateway endpoint; {@code local} is one, too. */
        GATEWAY("GatewayId", "gatewayId", "igw-"),
        /** A NAT gateway. */
        NAT("NatGatewayId", "natGatewayId", "nat-"),
        /** A transit gateway. */
        TRANSIT("TransitGatewayId", "transitGatewayId", "tgw-"),
        /** A VPC peering connection. */
        PEERING("VpcPeeringConnectionId", "vpcPeeringConnectionId", "pcx-"),
        /** A Gateway Load Balancer endpoint; EC2 answers with it as a gateway. */
        ENDPOINT("VpcEndpointId", "gatewayId", "vpce-"),
        /** An egress-only internet gateway. */
        EGRESS_ONLY("EgressOnlyInternetGatewayId", "egressOnlyInternetGatewayId", "eigw-"),
        /** The VPC itself. */
        LOCAL("LocalTarget", "gatewayId", "local");

        private final String parameter;
        private final String element;
        private final String prefix;

        Kind(String parameter, String element, String prefix) {
            this.parameter = parameter;
            this.element = element;
            this.prefix = prefix;
        }

        /** The request's parameter that names such a target. */
        String parameter() {
            return parameter;
        }

        /** The reply's element that names such a target. */
        String element() {
            return element;
        }
    }

    /** Refuses null. */
    public Target {
        requireNonNull(kind, "kind");
        requireNonNull(id, "id");
    }

    /** The target that an ID names by its prefix. */
    public static Target of(String id) {
        for (Kind kind : Kind.values()) {
            if (id.startsWith(kind.prefix)) {
                return new Target(kind, id);
            }
        }
        return new Target(Kind.GATEWAY, id);
    }

    /** Whether it is a network interface. */
    public boolean isInterface() {
        return kind == Kind.INTERFACE;
    }
}
