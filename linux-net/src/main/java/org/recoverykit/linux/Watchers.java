package org.recoverykit.linux;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.Link;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who hears of what. An event costs the look-up of its own key, however many watch something else. */
final class Watchers {
    private static final Logger LOG = LoggerFactory.getLogger(Watchers.class);

    private final Map<String, List<LinkListener>> byName = new ConcurrentHashMap<>();
    private final Map<Integer, List<LinkListener>> byIndex = new ConcurrentHashMap<>();
    private final Map<InetAddress, List<AddressListener>> byAddress = new ConcurrentHashMap<>();
    private final List<CarrierAlarm> alarms = new CopyOnWriteArrayList<>();
    /** Those of them that have not failed at it. */
    private final List<CarrierAlarm> exercised = new CopyOnWriteArrayList<>();

    private final List<NetworkListener> all = new CopyOnWriteArrayList<>();
    private volatile boolean outdated;
    private List<Link> watched = List.of();

    Watch link(String name, LinkListener listener) {
        return polled(keyed(byName, name, listener));
    }

    Watch link(int ifindex, LinkListener listener) {
        return polled(keyed(byIndex, ifindex, listener));
    }

    private Watch polled(Watch watch) {
        outdated = true;
        return () -> {
            watch.close();
            outdated = true;
        };
    }

    Watch address(InetAddress address, AddressListener listener) {
        return keyed(byAddress, address, listener);
    }

    Watch carriers(CarrierAlarm alarm) {
        alarms.add(alarm);
        exercised.add(alarm);
        return () -> {
            alarms.remove(alarm);
            exercised.remove(alarm);
        };
    }

    Watch all(NetworkListener listener) {
        all.add(listener);
        return () -> all.remove(listener);
    }

    boolean anyLink() {
        return !byName.isEmpty() || !byIndex.isEmpty();
    }

    /**
     * The links that somebody watches and that exist, and what is below them, as the view has them. Asked for at each poll, so
     * put together only when a watch began or ended or a link changed. For the monitor's thread alone.
     */
    List<Link> watchedLinks(NetworkView view) {
        if (outdated) {
            // First: who begins to watch meanwhile sets it again.
            outdated = false;
            Set<Link> found = new LinkedHashSet<>();
            byIndex.keySet().forEach(index -> view.link(index).ifPresent(link -> withAllBelow(link, view, found)));
            byName.keySet().forEach(name -> view.link(name).ifPresent(link -> withAllBelow(link, view, found)));
            watched = List.copyOf(found);
        }
        return watched;
    }

    /** A VLAN loses its carrier when the kernel has handled the loss of the device below, which asking for that one makes it do. */
    private static void withAllBelow(Link link, NetworkView view, Set<Link> found) {
        Optional<Link> next = Optional.of(link);
        while (next.isPresent() && found.add(next.get())) {
            next = next.get().below().stream()
                    .mapToObj(view::link)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
    }

    /** Before anybody knows whether that is news. Clients wait: no lambda has to be found and made. */
    void alarm(int ifindex) {
        for (CarrierAlarm alarm : alarms) {
            try {
                alarm.withoutCarrier(ifindex);
            } catch (RuntimeException | LinkageError e) {
                failed(alarm, e);
            }
        }
    }

    /**
     * As if there were an alarm, so that the next one finds what it needs in the processor's caches. Who fails at that is told of once, not eleven
     * times a second.
     */
    void exercise() {
        for (CarrierAlarm alarm : exercised) {
            try {
                alarm.exercise();
            } catch (RuntimeException | LinkageError e) {
                exerciseNoMore(alarm, e);
            }
        }
    }

    private void exerciseNoMore(CarrierAlarm alarm, Throwable failure) {
        exercised.remove(alarm);
        LOG.warn(
                "event=carrier-alarm-exercise-failed listener={} action=\"alarmed as before, exercised no more\"",
                alarm.getClass().getName(),
                failure);
    }

    void tell(LinkEvent event) {
        Link known = event.after().or(event::before).orElseThrow();
        outdated = true;
        each(byIndex.get(known.index()), listener -> listener.linkChanged(event));
        if (!byName.isEmpty()) {
            for (String name : names(event)) {
                each(byName.get(name), listener -> listener.linkChanged(event));
            }
        }
        each(all, listener -> listener.linkChanged(event));
    }

    void tell(AddressEvent event) {
        InterfaceAddress known = event.after().or(event::before).orElseThrow();
        each(byAddress.get(known.address()), listener -> listener.addressChanged(event));
        each(all, listener -> listener.addressChanged(event));
    }

    void tellResynced() {
        each(all, NetworkListener::resynced);
    }

    /** Old and new names: a rename concerns both. */
    private static Set<String> names(LinkEvent event) {
        Set<String> names = new LinkedHashSet<>();
        event.before().ifPresent(link -> collectNames(link, names));
        event.after().ifPresent(link -> collectNames(link, names));
        return names;
    }

    private static void collectNames(Link link, Set<String> names) {
        names.add(link.name());
        names.addAll(link.altNames());
    }

    private static <L> void each(@Nullable List<L> listeners, Consumer<L> call) {
        if (listeners == null) {
            return;
        }
        for (L listener : listeners) {
            try {
                call.accept(listener);
            } catch (RuntimeException | LinkageError e) {
                failed(listener, e);
            }
        }
    }

    private static void failed(Object listener, Throwable failure) {
        LOG.warn(
                "event=network-listener-failed listener={}", listener.getClass().getName(), failure);
    }

    private static <K, L> Watch keyed(Map<K, List<L>> map, K key, L listener) {
        map.compute(key, (same, known) -> {
            List<L> listeners = known == null ? new CopyOnWriteArrayList<>() : known;
            listeners.add(listener);
            return listeners;
        });
        return () -> map.computeIfPresent(key, (same, known) -> {
            known.remove(listener);
            return known.isEmpty() ? null : known;
        });
    }
}
