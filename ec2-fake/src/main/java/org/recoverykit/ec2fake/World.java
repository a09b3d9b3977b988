package org.recoverykit.ec2fake;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that EC2 knows at one moment; a value. Two are equal if nothing differs, so "nothing else was changed" is one
 * comparison.
 *
 * @param tables by ID
 * @param enis by ID
 * @param addresses by allocation ID
 */
public record World(
        SortedMap<String, RouteTable> tables, SortedMap<String, Eni> enis, SortedMap<String, ElasticIp> addresses) {

    /** Nothing at all. */
    public static final World EMPTY = new World(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());

    /** Copies. */
    public World {
        tables = Collections.unmodifiableSortedMap(new TreeMap<>(tables));
        enis = Collections.unmodifiableSortedMap(new TreeMap<>(enis));
        addresses = Collections.unmodifiableSortedMap(new TreeMap<>(addresses));
    }

    /** The table of that ID. */
    public Optional<RouteTable> table(String id) {
        return get(tables, id);
    }

    /** The interface of that ID. */
    public Optional<Eni> eni(String id) {
        return get(enis, id);
    }

    /** The Elastic IP address of that allocation ID. */
    public Optional<ElasticIp> address(String allocationId) {
        return get(addresses, allocationId);
    }

    /** Whether packets that follow the entry are dropped: its interface is gone, or attached to nothing. */
    public boolean isBlackhole(Route route) {
        return route.target().isInterface()
                && eni(route.target().id()).flatMap(Eni::instanceId).isEmpty();
    }

    private static <V> Optional<V> get(Map<String, V> map, String id) {
        return Optional.ofNullable(map.get(id));
    }

    /** The same with this table, new or changed. */
    public World with(RouteTable table) {
        return new World(put(tables, table.id(), table), enis, addresses);
    }

    /** The same with this interface, new or changed. */
    public World with(Eni eni) {
        return new World(tables, put(enis, eni.id(), eni), addresses);
    }

    /** The same with this Elastic IP address, new or changed. */
    public World with(ElasticIp address) {
        return new World(tables, enis, put(addresses, address.allocationId(), address));
    }

    /** The same without whatever has that ID. */
    public World without(String id) {
        return new World(drop(tables, id), drop(enis, id), drop(addresses, id));
    }

    private static <V> SortedMap<String, V> put(SortedMap<String, V> map, String id, V value) {
        SortedMap<String, V> changed = new TreeMap<>(map);
        changed.put(id, value);
        return changed;
    }

    private static <V> SortedMap<String, V> drop(SortedMap<String, V> map, String id) {
        SortedMap<String, V> changed = new TreeMap<>(map);
        changed.remove(id);
        return changed;
    }
}
