package org.recoverykit.core.wiring;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.recoverykit.spi.Registration;

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

    private final Consumer<Entry> whenClosed;
    private final NavigableMap<Long, Moment> inOrder = new TreeMap<>();

    /** The way to a known moment without a walk down the tree, most of which is in nobody's cache. */
    private final Moment[] remembered = new Moment[1 << REMEMBERED_BITS];

    /** A task that waits; in the queue until it is removed or polled. Closing it is left to the queue's owner and its lock. */
    final class Entry implements Registration {
        private final Runnable task;
        private final Moment moment;
        private @Nullable Entry before;
        private @Nullable Entry after;
        private boolean waits = true;
        private volatile boolean removed;

        private Entry(Moment moment, Runnable task) {
            this.moment = moment;
            this.task = task;
        }

        @Override
        public void close() {
            whenClosed.accept(this);
        }

        /** Runs its task, unless it was removed. Needs no lock. */
        void run() {
            if (!removed) {
                task.run();
            }
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

    /** @param whenClosed told of each entry that somebody has closed */
    TimerQueue(Consumer<Entry> whenClosed) {
        this.whenClosed = whenClosed;
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

    /** Out of the queue, or not to be run although it has been polled. */
    void remove(Entry entry) {
        entry.removed = true;
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

    /** Takes all tasks of the first moment, if it has come; empty if not. */
    List<Entry> poll(long now) {
        Map.Entry<Long, Moment> earliest = inOrder.firstEntry();
        if (earliest == null || earliest.getKey() > now) {
            return List.of();
        }
        Moment moment = earliest.getValue();
        List<Entry> due = new ArrayList<>();
        for (Entry entry = moment.first; entry != null; entry = moment.first) {
            moment.first = entry.after;
            // Whoever keeps one of them must not keep all.
            entry.before = null;
            entry.after = null;
            entry.waits = false;
            due.add(entry);
        }
        forget(moment);
        return due;
    }

    void clear() {
        inOrder.clear();
        Arrays.fill(remembered, NOTHING);
    }
}
