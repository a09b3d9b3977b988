package org.recoverykit.ec2fake;

import java.util.ArrayDeque;
import java.util.Deque;

/** What the world was before, for reads that lag. Owned by one {@link Cloud}. */
final class History {
    private static final int LONGEST = 1000;

    private final Deque<Past> pasts = new ArrayDeque<>();
    private World beforeBurst = World.EMPTY;
    private int readsSince = 1;

    /** The world as it was until a moment of the JVM's clock. */
    private record Past(World world, long until) {}

    /** A change ends the reign of what was. Changes with no read between them are one burst. */
    void changed(World old) {
        pasts.addLast(new Past(old, System.nanoTime()));
        if (pasts.size() > LONGEST) {
            pasts.removeFirst();
        }
        if (readsSince > 0) {
            beforeBurst = old;
        }
        readsSince = 0;
    }

    /** Forgets what was before this. */
    void settled(World now) {
        pasts.clear();
        beforeBurst = now;
        readsSince = 1;
    }

    /** Counts a read: 1 for the first after a change. */
    int nextRead() {
        return ++readsSince;
    }

    /** What was there before the latest burst of changes. */
    World beforeBurst() {
        return beforeBurst;
    }

    /** What was there so many nanoseconds ago. */
    World before(long nanos, World now) {
        long moment = System.nanoTime() - nanos;
        for (Past past : pasts) {
            if (past.until - moment > 0) {
                return past.world;
            }
        }
        return now;
    }
}
