package org.recoverykit.linux.model;

import java.net.InetAddress;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A route with at most one next hop.
 *
 * @param destination all zeros with length 0 is the default route
 * @param table 254 main, 255 local, others are the administrator's
 * @param outInterface index of the interface it leaves by, or 0
 * @param gateway the next hop, when it is not on the link
 * @param preferredSource the source address of what this node sends by it
 * @param metric lower wins
 * @param protocol who made it: 2 the kernel, 4 an administrator, others by agreement
 * @param scope 0 global, 253 link, 254 host
 * @param type 1 unicast, 2 local, 3 broadcast, 6 blackhole...
 * @param flags RTNH_F_ bits: 1 dead, 4 on-link, 16 link down
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Route(
        IpPrefix destination,
        int table,
        int outInterface,
        Optional<InetAddress> gateway,
        Optional<InetAddress> preferredSource,
        long metric,
        int protocol,
        int scope,
        int type,
        int flags) {

    /** The table that lookups without a rule of their own use. */
    public static final int MAIN_TABLE = 254;
    /** The kernel's own addresses. */
    public static final int LOCAL_TABLE = 255;
    /** The next hop's interface has no carrier: the kernel goes on using it unless ignore_routes_with_linkdown is set. */
    public static final int LINK_DOWN = 16;
    /** {@link #type()} of a route to elsewhere. */
    public static final int UNICAST = 1;
    /** {@link #type()} of an address of this node. */
    public static final int LOCAL = 2;

    private static final int BY_ADMINISTRATOR = 4;
    private static final int LINK_SCOPE = 253;

    /** What lies on an interface's own wire. */
    public static Route onLink(IpPrefix destination, int outInterface, int table) {
        return new Route(
                destination,
                table,
                outInterface,
                Optional.empty(),
                Optional.empty(),
                0,
                BY_ADMINISTRATOR,
                LINK_SCOPE,
                UNICAST,
                0);
    }

    /** What lies behind a gateway. */
    public static Route via(IpPrefix destination, InetAddress gateway, int outInterface, int table) {
        return new Route(
                destination,
                table,
                outInterface,
                Optional.of(gateway),
                Optional.empty(),
                0,
                BY_ADMINISTRATOR,
                0,
                UNICAST,
                0);
    }

    /** The same, sending from an address. */
    public Route from(InetAddress source) {
        return new Route(
                destination, table, outInterface, gateway, Optional.of(source), metric, protocol, scope, type, flags);
    }

    /** The same, with a metric. */
    public Route withMetric(long newMetric) {
        return new Route(
                destination, table, outInterface, gateway, preferredSource, newMetric, protocol, scope, type, flags);
    }
}
