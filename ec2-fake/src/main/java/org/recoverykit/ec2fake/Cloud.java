package org.recoverykit.ec2fake;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One account in one Region: the state behind one or more {@link FakeEc2}, and the hands of everybody else who changes it.
 * Changes by test and by request are atomic, one after the other. Thread-safe.
 */
public final class Cloud {
    private final History history = new History();
    private World now = World.EMPTY;
    private Reads reads = Reads.current();
    private int associations;

    /** Everything as it is now. */
    public synchronized World world() {
        return now;
    }

    /** Changes the world behind everybody's back. */
    public synchronized void change(UnaryOperator<World> change) {
        settle(change.apply(now));
    }

    /** A table of a VPC with these entries, the VPC's own ones among them. */
    public Cloud table(String id, String vpcId, Route... routes) {
        change(world -> world.with(new RouteTable(id, vpcId, List.of(routes))));
        return this;
    }

    /** An interface, new or changed. */
    public Cloud eni(Eni eni) {
        change(world -> world.with(eni));
        return this;
    }

    /** An Elastic IP address, new or changed. */
    public Cloud address(ElasticIp address) {
        change(world -> world.with(address));
        return this;
    }

    /** Puts an entry into a table, or leads the one that is there elsewhere; nothing if the table is gone. */
    public void route(String tableId, Route route) {
        change(world -> world.table(tableId).map(t -> world.with(t.with(route))).orElse(world));
    }

    /** Takes an entry out of a table. */
    public void dropRoute(String tableId, String destination) {
        change(world -> world.table(tableId)
                .flatMap(t -> t.route(destination).map(t::without))
                .map(world::with)
                .orElse(world));
    }

    /** Takes away a table, an interface or an Elastic IP address. */
    public void drop(String id) {
        change(world -> world.without(id));
    }

    /** Associates an Elastic IP address, as another node does. */
    public synchronized void associate(String allocationId, String eniId, String privateIp) {
        String id = nextAssociationId();
        change(world -> world.address(allocationId)
                .map(a -> world.with(a.belonging(new ElasticIp.Association(id, eniId, privateIp))))
                .orElse(world));
    }

    /** Takes an Elastic IP address away from whatever it belongs to. */
    public void disassociate(String allocationId) {
        change(world ->
                world.address(allocationId).map(a -> world.with(a.freed())).orElse(world));
    }

    /** What reads see from now on; at first the truth. What is there now is settled: no read will show what was before. */
    public synchronized void reads(Reads kind) {
        history.settled(now);
        reads = kind;
    }

    /** A made-up MAC address, the same for the same interface, locally administered. */
    public static String macOf(String eniId) {
        int hash = eniId.hashCode();
        return String.format(
                Locale.ROOT,
                "02:00:%02x:%02x:%02x:%02x",
                hash >>> 24,
                hash >>> 16 & 0xff,
                hash >>> 8 & 0xff,
                hash & 0xff);
    }

    synchronized String nextAssociationId() {
        return String.format(Locale.ROOT, "eipassoc-%08x", ++associations);
    }

    /** One request that reads. */
    synchronized <T> T read(Function<World, T> look) {
        return look.apply(reads.choose(history, now));
    }

    /** One request that writes: what it answers, and the world after it. */
    synchronized String write(Function<World, Outcome> action) {
        Outcome outcome = action.apply(now);
        settle(outcome.next());
        return outcome.body();
    }

    private void settle(World next) {
        if (!next.equals(now)) {
            history.changed(now);
            now = next;
        }
    }

    /** A write that was carried out. */
    record Outcome(World next, String body) {}
}
