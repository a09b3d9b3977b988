package org.recoverykit.kit.ec2;

/**
 * Where a route leads.
 *
 * @param kind of thing
 * @param id as {@code eni-01234567}
 */
record Target(Kind kind, String id) {

    /** What it leads to. */
    enum Kind {
        /** A network interface; a route to one also names its instance, which says less: it may have several. */
        INTERFACE,
        /** The VPC itself. */
        LOCAL,
        /** A gateway, an endpoint, a peering, an instance without interface. */
        OTHER
    }

    static Target networkInterface(String id) {
        return new Target(Kind.INTERFACE, id);
    }

    static Target other(String id) {
        return new Target(Kind.OTHER, id);
    }

    boolean is(String interfaceId) {
        return kind == Kind.INTERFACE && id.equals(interfaceId);
    }

    @Override
    public String toString() {
        return id;
    }
}
