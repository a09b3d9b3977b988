package org.recoverykit.linux.model;

import java.net.Inet6Address;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * A policy routing rule that sends what matches to a table.
 *
 * @param ipv6 the family, which a rule without prefixes would not show
 * @param priority lower is asked first; 0 is the local table, 32766 the main one
 * @param source what it comes from
 * @param destination where it goes
 * @param inInterface the name it came in by ({@code lo} for what this node sends)
 * @param outInterface the name its socket is bound to
 * @param table the table asked
 * @param protocol who made it: 2 the kernel, 4 an administrator
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record PolicyRule(
        boolean ipv6,
        long priority,
        Optional<IpPrefix> source,
        Optional<IpPrefix> destination,
        Optional<String> inInterface,
        Optional<String> outInterface,
        int table,
        int protocol) {

    private static final int BY_ADMINISTRATOR = 4;

    /** What comes from these addresses asks this table. */
    public static PolicyRule from(IpPrefix source, long priority, int table) {
        return new PolicyRule(
                source.address() instanceof Inet6Address,
                priority,
                Optional.of(source),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                table,
                BY_ADMINISTRATOR);
    }
}
