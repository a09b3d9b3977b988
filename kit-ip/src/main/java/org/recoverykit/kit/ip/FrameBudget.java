package org.recoverykit.kit.ip;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Keeps announcements of all addresses of this node below a stated rate, however many move at once. First announcements,
 * for which clients wait, have a lane of their own: {@value #AT_ONCE} leave at once, then {@value #FIRST_PER_SECOND} a
 * second. All others (second form, repetitions, refreshes) share the other lane: {@value #OTHERS_PER_SECOND} a second, in
 * blocks of {@value #BLOCK}. So in any second at most {@value #MOST_IN_A_SECOND} frames leave, and 3,000 a second in the
 * long run; of 84 bytes each on the wire, that is at worst 3.4 Mbit/s.
 */
final class FrameBudget {
    /** First announcements that leave without delay. */
    static final int AT_ONCE = 2_000;

    /** How fast their places come back. */
    static final int FIRST_PER_SECOND = 2_000;

    /** The other lane's rate. */
    static final int OTHERS_PER_SECOND = 1_000;

    /** Other announcements that may leave together. */
    static final int BLOCK = 50;

    /** The lane of segments that tell clients after a takeover, {@link Tickling}: theirs alone. */
    static final int TICKLES_PER_SECOND = 1_000;

    /** The bound over both lanes of announcements, for any second. */
    static final int MOST_IN_A_SECOND = AT_ONCE + FIRST_PER_SECOND + BLOCK + OTHERS_PER_SECOND;

    private final Lane first = new Lane(AT_ONCE, FIRST_PER_SECOND);
    private final Lane others = new Lane(BLOCK, OTHERS_PER_SECOND);
    private final Lane tickles = new Lane(BLOCK, TICKLES_PER_SECOND);

    /** Takes up a place for a first announcement: how long to wait until it may leave; zero for none. */
    Duration first(long nowNanos) {
        return first.take(nowNanos);
    }

    /** Takes up a place for a first announcement if it may leave now: whether it may. */
    boolean firstIfFree(long nowNanos) {
        return first.takeFree(nowNanos);
    }

    /** Goes the way of {@link #firstIfFree} and takes up nothing. */
    void exercise(long nowNanos) {
        first.exercise(nowNanos);
    }

    /** The same for any other announcement. */
    Duration other(long nowNanos) {
        return others.take(nowNanos);
    }

    /** The same for a segment that tells a client after a takeover. */
    Duration tickle(long nowNanos) {
        return tickles.take(nowNanos);
    }

    /** Places at even intervals; those not used are kept, up to a number. Counts by differences: the origin does not matter. */
    private static final class Lane {
        private final long interval;
        private final long kept;
        private long next;
        private boolean begun;

        private Lane(int most, int perSecond) {
            this.interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
            this.kept = (most - 1) * interval;
        }

        private synchronized Duration take(long now) {
            long place = place(now);
            next += interval;
            return place - now > 0 ? Duration.ofNanos(place - now) : Duration.ZERO;
        }

        private synchronized boolean takeFree(long now) {
            boolean free = place(now) - now <= 0;
            next += free ? interval : 0;
            return free;
        }

        private synchronized void exercise(long now) {
            place(now);
        }

        private long place(long now) {
            long earliest = now - kept;
            if (!begun || next - earliest < 0) {
                next = earliest;
                begun = true;
            }
            return next;
        }
    }
}
