package org.recoverykit.core.wiring;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tasks by their moments, those of one moment in the order they were added. Moments are few, because they are rounded:
 * adding costs a look into a small map, removing nothing but two links; the order of moments is touched only when one is
 * new or empty. Not thread-safe.
 */
final class TimerQueue {
    /** What {@link #earliest} says of an empty queue. */
    static final long NEVER = Long.MAX_VALUE;

    private final NavigableMap<Long, Moment> inOrder = new TreeMap<>();
    private final Map<Long, Moment> byTime = new HashMap<>();

    /** A task that waits; in the queue until it is removed or polled. */
    static final class Entry {
        final Runnable task;
        private final Moment moment;
        private @Nullable Entry before;
        private @Nullable Entry after;
        private boolean waits = true;

        private Entry(Moment moment, Runnable task) {
            this.moment = moment;
            this.task = task;
        }
    }

    /** A list of entries, linked. */
    private static final class Moment {
        private final long at;
        private @Nullable Entry first;
        private @Nullable Entry last;

        private Moment(long at) {
            this.at = at;
        }
    }

    Entry add(long at, Runnable task) {
        Entry entry = new Entry(momentAt(at), task);
        Entry last = entry.moment.last;
        entry.before = last;
        entry.moment.last = entry;
        if (last == null) {
            entry.moment.first = entry;
        } else {
            last.after = entry;
        }
        return entry;
    }

    private Moment momentAt(long at) {
        Moment known = byTime.get(at);
        if (known != null) {
            return known;
        }
        Moment moment = new Moment(at);
        byTime.put(at, moment);
        inOrder.put(at, moment);
        return moment;
    }

    /** Does nothing to one that is not there any more. */
    void remove(Entry entry) {
        if (!entry.waits) {
            return;
        }
        entry.waits = false;
        Moment moment = entry.moment;
        Entry before = entry.before;
        Entry after = entry.after;
        if (before == null) {
            moment.first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            moment.last = before;
        } else {
            after.before = before;
        }
        if (moment.first == null) {
            byTime.remove(moment.at);
            inOrder.remove(moment.at);
        }
    }

    /** The moment of the first task, or {@link #NEVER}. */
    long earliest() {
        Map.Entry<Long, Moment> first = inOrder.firstEntry();
        return first == null ? NEVER : first.getKey();
    }

    /** Takes the first task, if its moment has come. */
    Optional<Runnable> poll(long now) {
        Map.Entry<Long, Moment> moment = inOrder.firstEntry();
        if (moment == null || moment.getKey() > now) {
            return Optional.empty();
        }
        Entry first = moment.getValue().first;
        if (first == null) {
            throw new IllegalStateException("a moment without a task");
        }
        remove(first);
        return Optional.of(first.task);
    }

    void clear() {
        byTime.clear();
        inOrder.clear();
    }
}
