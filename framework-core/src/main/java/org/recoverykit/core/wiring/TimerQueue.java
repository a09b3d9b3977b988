package org.recoverykit.core.wiring;

import java.util.Arrays;
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

    private static final int REMEMBERED_BITS = 10;

    private static final Moment NOTHING = new Moment(NEVER);

    /** 2 to the 64th by the golden ratio: spreads numbers that differ only in their upper bits. */
    private static final long SPREAD = 0x9E37_79B9_7F4A_7C15L;

    private final NavigableMap<Long, Moment> inOrder = new TreeMap<>();

    /** The way to a known moment without a walk down the tree, most of which is in nobody's cache. */
    private final Moment[] remembered = new Moment[1 << REMEMBERED_BITS];

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

    TimerQueue() {
        Arrays.fill(remembered, NOTHING);
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
        int slot = slot(at);
        Moment known = remembered[slot];
        if (known.at == at) {
            return known;
        }
        Moment moment = inOrder.computeIfAbsent(at, Moment::new);
        remembered[slot] = moment;
        return moment;
    }

    private void forget(Moment moment) {
        inOrder.remove(moment.at);
        int slot = slot(moment.at);
        if (remembered[slot] == moment) {
            remembered[slot] = NOTHING;
        }
    }

    private static int slot(long at) {
        return (int) ((at * SPREAD) >>> (Long.SIZE - REMEMBERED_BITS));
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
            forget(moment);
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
        inOrder.clear();
        Arrays.fill(remembered, NOTHING);
    }
}
