package org.recoverykit.kit.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.recoverykit.ec2fake.ElasticIp;
import org.recoverykit.ec2fake.Eni;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.ec2fake.RouteTable;
import org.recoverykit.ec2fake.World;

/** A made-up account: a VPC of ours with tables in any state, another VPC with the same address, Elastic IPs. */
final class RandomVpc {
    static final String VIP = "10.1.0.10/32";
    static final String OWN = "eni-0own";
    static final String PEER = "eni-0peer";
    static final String OTHER = "eni-0other";
    static final String FAR = "eni-0far";
    static final String ADDRESS = "eipalloc-0vip";
    static final String SECOND_ADDRESS = "eipalloc-0second";
    private static final String[] NEIGHBOURS = {
        "10.1.0.1/32", "10.1.0.100/32", "10.1.0.11/32", "10.1.0.0/24", "10.1.0.10/31", "0.0.0.0/0"
    };
    private static final int MOST_TABLES = 6;

    private final SplittableRandom random;
    private final String vpc;

    RandomVpc(SplittableRandom random, String vpc) {
        this.random = random;
        this.vpc = vpc;
    }

    World world() {
        World world = World.EMPTY
                .with(Eni.attached(OWN, vpc, "i-1", "10.0.0.11").checking(random.nextBoolean()))
                .with(Eni.attached(PEER, vpc, "i-2", "10.0.0.12"))
                .with(Eni.attached(OTHER, vpc, "i-3", "10.0.0.13"))
                .with(Eni.attached(FAR, vpc + "far", "i-4", "10.0.0.14"))
                .with(new RouteTable("rtb-0far", vpc + "far", List.of(Route.local("10.0.0.0/16"), Route.to(VIP, FAR))));
        int tables = 1 + random.nextInt(MOST_TABLES);
        for (int i = 0; i < tables; i++) {
            world = world.with(table("rtb-0" + (char) ('a' + i)));
        }
        return withAddresses(world);
    }

    private RouteTable table(String id) {
        List<Route> routes = new ArrayList<>();
        routes.add(Route.local("10.0.0.0/16"));
        for (String neighbour : NEIGHBOURS) {
            if (random.nextInt(4) == 0) {
                routes.add(Route.to(neighbour, random.nextBoolean() ? PEER : OWN));
            }
        }
        if (random.nextInt(10) == 0) {
            routes.add(Route.to("pl-01234567", PEER));
        }
        if (random.nextInt(10) < 8) {
            routes.add(random.nextInt(routes.size() + 1), entry());
        }
        return new RouteTable(id, vpc, routes);
    }

    private Route entry() {
        return switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> Route.to(VIP, OWN);
            case 4 -> Route.to(VIP, "eni-0gone");
            case 5 -> Route.to(VIP, "igw-1");
            case 6 -> Route.propagated(VIP, "vgw-1");
            case 7, 8, 9 -> Route.to(VIP, OTHER);
            default -> Route.to(VIP, PEER);
        };
    }

    private World withAddresses(World world) {
        World with = world.with(ElasticIp.free(ADDRESS, "198.51.100.7"))
                .with(ElasticIp.free(SECOND_ADDRESS, "198.51.100.70"));
        with = switch (random.nextInt(3)) {
            case 0 -> with;
            case 1 -> associated(with, ADDRESS, PEER, "10.0.0.12");
            default -> associated(with, ADDRESS, OWN, "10.0.0.11");
        };
        boolean taken = with.address(ADDRESS)
                .flatMap(ElasticIp::eniId)
                .filter(OWN::equals)
                .isPresent();
        return !taken && random.nextInt(4) == 0 ? associated(with, SECOND_ADDRESS, OWN, "10.0.0.11") : with;
    }

    static World associated(World world, String allocation, String eni, String privateIp) {
        ElasticIp address = world.address(allocation).orElseThrow();
        return world.with(new ElasticIp(
                allocation,
                address.publicIp(),
                Optional.of(new ElasticIp.Association("eipassoc-0" + allocation.hashCode(), eni, privateIp))));
    }
}
