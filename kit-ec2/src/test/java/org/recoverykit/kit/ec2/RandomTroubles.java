package org.recoverykit.kit.ec2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.recoverykit.ec2fake.Cloud;
import org.recoverykit.ec2fake.Fault;
import org.recoverykit.ec2fake.Faults;
import org.recoverykit.ec2fake.Reads;
import org.recoverykit.ec2fake.Request;
import org.recoverykit.ec2fake.Route;
import org.recoverykit.ec2fake.RouteTable;
import org.recoverykit.ec2fake.World;

/**
 * Faults, stale reads and other writers of one round, by its seed. What other writers did is done to a shadow, too: the world
 * as it would be without this kit. Stale reads and writers of our own entries do not come together, for then nobody could know.
 */
final class RandomTroubles {
    private final SplittableRandom random;
    private final Cloud cloud;
    private final String vpc;
    private final List<String> said = new ArrayList<>();
    private World shadow;
    private boolean stale;
    private boolean races;
    private boolean lasting;

    RandomTroubles(SplittableRandom random, Cloud cloud, String vpc) {
        this.random = random;
        this.cloud = cloud;
        this.vpc = vpc;
        this.shadow = cloud.world();
    }

    void begin(Faults faults) {
        stale = random.nextInt(4) == 0;
        if (stale) {
            int pattern = random.nextInt(4);
            cloud.reads(Reads.stale(n -> pattern == 3 ? n == 1 || n == 3 : n <= pattern));
            said.add("stale reads " + pattern);
        } else {
            cloud.reads(Reads.current());
        }
        for (int i = random.nextInt(3); i > 0; i--) {
            fault(faults);
        }
        for (int i = random.nextInt(3) - 1; i > 0; i--) {
            race(faults);
        }
    }

    private void fault(Faults faults) {
        Fault fault = someFault();
        Predicate<Request> which = somePlace();
        if (random.nextInt(25) == 0) {
            lasting = true;
            faults.always(which, fault);
            said.add("always " + fault);
        } else {
            int first = 1 + random.nextInt(4);
            int last = first + random.nextInt(2);
            faults.some(which, n -> n >= first && n <= last, fault);
            said.add(fault + " at " + first + ".." + last);
        }
    }

    private Predicate<Request> somePlace() {
        return switch (random.nextInt(4)) {
            case 0 -> Request.any();
            case 1 -> Request.reads();
            case 2 -> Request.with("RouteTableId", "rtb-0" + (char) ('a' + random.nextInt(3)));
            default -> Request.writes();
        };
    }

    private Fault someFault() {
        return switch (random.nextInt(14)) {
            case 0 -> Fault.throttled();
            case 1 -> Fault.internalError();
            case 2 -> Fault.unavailable();
            case 3 -> Fault.unauthorized("something");
            case 4 -> Fault.authFailure();
            case 5 -> Fault.html(200);
            case 6 -> Fault.empty();
            case 7 -> Fault.truncated();
            case 8 -> Fault.cutOff();
            case 9 -> Fault.dropped();
            case 10, 11 -> Fault.replyLost();
            case 12 -> Fault.hang();
            default -> Fault.slow(Duration.ofMillis(30));
        };
    }

    private void race(Faults faults) {
        String table = "rtb-0" + (char) ('a' + random.nextInt(3));
        int when = 1 + random.nextInt(6);
        boolean ofOurs = !stale && random.nextBoolean();
        races |= ofOurs;
        Deed deed = ofOurs ? ours(table) : new Deed(others(table), Request.any());
        boolean before = random.nextBoolean();
        Runnable both = () -> both(deed.change());
        // After a read, or during another one of the same look, nobody could see it; writes are looked at afterwards.
        faults.some(
                before ? deed.shownBy().or(Request.writes()) : Request.writes(),
                n -> n == when,
                before ? Fault.meanwhile(both) : Fault.afterwards(both));
        said.add("another writer of " + (ofOurs ? "ours" : "its own") + " in " + table + " at " + when);
    }

    private void both(UnaryOperator<World> deed) {
        synchronized (cloud) {
            cloud.change(deed);
            shadow = deed.apply(shadow);
        }
    }

    /**
     * What another writer does.
     *
     * @param shownBy the requests that tell of it
     */
    private record Deed(UnaryOperator<World> change, Predicate<Request> shownBy) {}

    /** Another node steals, an administrator deletes, somebody resets the check. */
    private Deed ours(String table) {
        Predicate<Request> tables = Request.action("DescribeRouteTables");
        return switch (random.nextInt(5)) {
            case 0 -> new Deed(world -> world.without(table), tables);
            case 1 -> new Deed(world -> withoutEntry(world, table), tables);
            case 2 -> new Deed(RandomTroubles::checking, Request.action("DescribeNetworkInterfaces"));
            case 3 -> new Deed(RandomTroubles::reassociated, Request.action("DescribeAddresses"));
            default -> new Deed(world -> stolen(world, table), tables);
        };
    }

    private static World withoutEntry(World world, String table) {
        return world.table(table)
                .flatMap(t -> t.route(RandomVpc.VIP).map(r -> world.with(without(t, r))))
                .orElse(world);
    }

    private static World checking(World world) {
        return world.eni(RandomVpc.OWN).map(e -> world.with(e.checking(true))).orElse(world);
    }

    private static World reassociated(World world) {
        return RandomVpc.associated(world, RandomVpc.ADDRESS, RandomVpc.PEER, "10.0.0.12");
    }

    private static World stolen(World world, String table) {
        return world.table(table)
                .filter(t -> t.route(RandomVpc.VIP).isPresent())
                .map(t -> world.with(with(t, Route.to(RandomVpc.VIP, RandomVpc.PEER))))
                .orElse(world);
    }

    /** Somebody works on entries that are none of ours. */
    private UnaryOperator<World> others(String table) {
        String destination = random.nextBoolean() ? "10.1.0.100/32" : "10.2.0.0/16";
        Route route = Route.to(destination, random.nextBoolean() ? RandomVpc.PEER : "igw-1");
        return world -> world.table(table)
                .filter(t -> t.vpcId().equals(vpc))
                .map(t -> world.with(with(t, route)))
                .orElse(world);
    }

    private static RouteTable without(RouteTable table, Route route) {
        return new RouteTable(
                table.id(),
                table.vpcId(),
                table.routes().stream().filter(r -> !r.equals(route)).toList());
    }

    private static RouteTable with(RouteTable table, Route route) {
        List<Route> routes = new ArrayList<>(table.routes());
        int at = routes.stream().map(Route::destination).toList().indexOf(route.destination());
        if (at >= 0) {
            routes.set(at, route);
        } else {
            routes.add(route);
        }
        return new RouteTable(table.id(), table.vpcId(), routes);
    }

    /** The world, and the same without this kit, at one moment: a request may still be on its way. */
    Both both() {
        synchronized (cloud) {
            return new Both(cloud.world(), shadow);
        }
    }

    record Both(World world, World shadow) {}

    /** Whether what a read shows is the truth. */
    boolean readsAreTrue() {
        return !stale;
    }

    boolean hasRaces() {
        return races;
    }

    boolean isLasting() {
        return lasting;
    }

    @Override
    public String toString() {
        return said.toString();
    }
}
