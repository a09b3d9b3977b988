package org.recoverykit.kit.ec2;

import java.util.Optional;
import java.util.Set;

/**
 * What is wanted of the tables of a VPC.
 *
 * @param destination the address
 * @param home where it shall lead
 * @param vpc whose tables
 * @param tables which of them; empty: all that have an entry
 * @param atLeast how many entries there must be
 * @param create whether a named table without an entry gets one
 * @param adopt whether an entry that leads to no interface is replaced
 * @param check what to do about the interface's source/destination check
 * @param blackhole where a removed entry shall lead; empty: it is deleted
 */
record RouteAim(
        Cidr destination,
        String home,
        String vpc,
        Set<String> tables,
        int atLeast,
        boolean create,
        boolean adopt,
        SourceDestMode check,
        Optional<String> blackhole) {

    static RouteAim of(Ec2Config config, String home, String vpc) {
        return new RouteAim(
                config.destination(),
                home,
                vpc,
                Set.copyOf(config.routeTables()),
                config.requireAtLeast(),
                config.createMissing(),
                config.adoptForeignTarget(),
                config.sourceDestCheck(),
                config.removal() == OnRemove.BLACKHOLE ? config.blackholeInterface() : Optional.empty());
    }

    boolean concerns(RouteTable table) {
        return tables.isEmpty() || tables.contains(table.id());
    }
}
