package org.recoverykit.kit.ec2;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.spi.Setting;

/**
 * The settings of one protected address. Reasons and examples: {@code docs/kits/ec2.md}.
 *
 * @param scenario which way leads to the address
 * @param address the address that route tables know; scenario {@code route-table}
 * @param elasticIp the Elastic IP; scenario {@code elastic-ip}
 * @param privateIp which of the interface's own addresses the Elastic IP stands for
 * @param networkInterface this node's interface
 * @param vpc whose route tables
 * @param routeTables which of them
 * @param requireAtLeast how many entries there must be
 * @param createMissing create the entry where a named table has none
 * @param adoptForeignTarget replace an entry that leads to no network interface
 * @param displaceOtherAddress take the place of another Elastic IP
 * @param sourceDestCheck what to do about the interface's source/destination check
 * @param onRemove what a removal does
 * @param blackholeInterface an interface that is attached to nothing
 * @param verifyTimeout how long EC2 may take to show a change
 * @param verifyInterval how long between two looks
 * @param api how EC2 is reached
 */
public record Ec2Config(
        @Setting("route-table: entries of route tables lead to the address; elastic-ip: an Elastic IP does")
        Scenario scenario,

        @Setting("scenario route-table: the address, IPv4 or IPv6, outside the VPC's own networks, as 10.1.0.10")
        Optional<String> address,

        @Setting("scenario elastic-ip: the Elastic IP's allocation id, as eipalloc-01234567, or the address itself")
        Optional<String> elasticIp,

        @Setting("scenario elastic-ip: the interface's own address behind it; default: the primary one")
        Optional<String> privateIp,

        @Setting(
                value =
                        "this node's network interface: eni-01234567, or its name as eth0, or one of its private addresses; auto: the only one",
                defaultValue = "auto")
        String networkInterface,

        @Setting("the VPC, as vpc-01234567; default: the network interface's")
        Optional<String> vpc,

        @Setting("route tables, as rtb-01234567; default: all of the VPC that have an entry for the address")
        List<String> routeTables,

        @Setting(value = "how many tables must have an entry, 1 to 1000; fewer is unhealthy", defaultValue = "1")
        int requireAtLeast,

        @Setting(value = "create the entry in each of routeTables that has none", defaultValue = "false")
        boolean createMissing,

        @Setting(
                value = "replace an entry that leads to a gateway, an endpoint or a bare instance",
                defaultValue = "false")
        boolean adoptForeignTarget,

        @Setting(value = "take the place of another Elastic IP on the same private address", defaultValue = "false")
        boolean displaceOtherAddress,

        @Setting(
                value = "source/destination check; disable: switch it off; require: demand that; ignore: do not look",
                defaultValue = "disable")
        SourceDestMode sourceDestCheck,

        @Setting(
                "what remove does; route-table: leave (default), delete, blackhole; elastic-ip: disassociate (default), leave")
        Optional<OnRemove> onRemove,

        @Setting("onRemove blackhole: a network interface of the VPC that is attached to nothing, as eni-01234567")
        Optional<String> blackholeInterface,

        @Setting(value = "how long EC2 may take to show a change, 1s to 10m", defaultValue = "15s")
        Duration verifyTimeout,

        @Setting(value = "how long between two looks at a change, 1ms to 10s", defaultValue = "200ms")
        Duration verifyInterval,

        @Setting("how EC2 and the metadata service are reached")
        Optional<ApiConfig> api) {

    private static final int MOST_TABLES = 1000;

    /** Refuses settings that cannot work on any node. */
    public Ec2Config {
        Checks.id("vpc", "vpc-", vpc);
        Checks.id("blackholeInterface", "eni-", blackholeInterface);
        routeTables.forEach(table -> Checks.id("routeTables", "rtb-", Optional.of(table)));
        routeTables = List.copyOf(routeTables);
        Checks.between("requireAtLeast", requireAtLeast, 1, MOST_TABLES);
        Checks.between("verifyTimeout", verifyTimeout, Duration.ofSeconds(1), Duration.ofMinutes(10));
        Checks.between("verifyInterval", verifyInterval, Duration.ofMillis(1), Duration.ofSeconds(10));
        Checks.notBlank("networkInterface", networkInterface);
        if (scenario == Scenario.ROUTE_TABLE) {
            checkRouteTable(address, elasticIp, privateIp);
        } else {
            checkElasticIp(address, elasticIp, privateIp);
        }
        checkOnRemove(scenario, onRemove, createMissing, blackholeInterface);
        Checks.demand(
                !createMissing || !routeTables.isEmpty(),
                "createMissing: needs routeTables, or entries would be created in every table of the VPC");
    }

    /** How EC2 is reached, with what was left out. */
    ApiConfig reach() {
        return api.orElse(ApiConfig.DEFAULT);
    }

    /** The address as the tables' destination; of scenario route-table only. */
    Cidr destination() {
        return Cidr.host(address.orElseThrow());
    }

    /** What a removal does. */
    OnRemove removal() {
        return onRemove.orElse(scenario == Scenario.ROUTE_TABLE ? OnRemove.LEAVE : OnRemove.DISASSOCIATE);
    }

    private static void checkRouteTable(
            Optional<String> address, Optional<String> elasticIp, Optional<String> privateIp) {
        Checks.demand(address.isPresent(), "address: is missing; scenario route-table needs it");
        Checks.demand(
                elasticIp.isEmpty() && privateIp.isEmpty(),
                "elasticIp, privateIp: belong to scenario elastic-ip; leave them out");
        try {
            Cidr.host(address.orElseThrow());
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException("address: " + refused.getMessage(), refused);
        }
    }

    private static void checkElasticIp(
            Optional<String> address, Optional<String> elasticIp, Optional<String> privateIp) {
        Checks.demand(elasticIp.isPresent(), "elasticIp: is missing; scenario elastic-ip needs it");
        Checks.demand(address.isEmpty(), "address: belongs to scenario route-table; leave it out");
        String named = elasticIp.orElseThrow();
        Checks.demand(
                named.startsWith("eipalloc-") || isIpv4(named),
                "elasticIp: '" + named
                        + "' is not allowed; write an allocation id as eipalloc-01234567, or an IPv4 address (there are no Elastic IPs of IPv6)");
        privateIp.ifPresent(own -> Checks.demand(
                isIpv4(own), "privateIp: '" + own + "' is no IPv4 address, and an Elastic IP stands for nothing else"));
    }

    private static void checkOnRemove(
            Scenario scenario,
            Optional<OnRemove> onRemove,
            boolean createMissing,
            Optional<String> blackholeInterface) {
        if (onRemove.isEmpty()) {
            return;
        }
        OnRemove chosen = onRemove.get();
        boolean routes = scenario == Scenario.ROUTE_TABLE;
        Checks.demand(
                chosen == OnRemove.LEAVE || (chosen == OnRemove.DISASSOCIATE) != routes,
                "onRemove: allowed with scenario "
                        + (routes ? "route-table: leave, delete, blackhole" : "elastic-ip: disassociate, leave"));
        Checks.demand(
                chosen != OnRemove.DELETE || createMissing,
                "onRemove: delete needs createMissing and routeTables, or no node could restore the entry");
        Checks.demand(
                chosen != OnRemove.BLACKHOLE || blackholeInterface.isPresent(),
                "onRemove: blackhole needs blackholeInterface");
    }

    private static boolean isIpv4(String text) {
        try {
            return !Cidr.host(text).isIpv6();
        } catch (IllegalArgumentException notAnAddress) {
            return false;
        }
    }
}
