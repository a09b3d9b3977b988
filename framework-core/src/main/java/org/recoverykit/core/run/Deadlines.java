package org.recoverykit.core.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.recoverykit.engine.EngineTime;

/**
 * Sees to it that calls are answered at their deadlines. Nearly all end within a moment, so a timer is set only for those that
 * have not: of thousands of checks a second, for none.
 */
final class Deadlines {
    private static final Duration MOMENT = Duration.ofMillis(250);

    /** Looks fall on the moments that the timers of checks share: no wake-up of their own. 268 ms. */
    private static final long GRID_NANOS = 1 << 28;

    /** So much before the moment it is asked for, or the time that asking takes would put it off. */
    private static final long LEAD_NANOS = 1 << 17;

    private static final Duration LONGEST_MOMENT = MOMENT.plusNanos(GRID_NANOS);

    private final EngineTime time;
    private final Object lock = new Object();
    private List<KitCall<?>> young = new ArrayList<>();

    Deadlines(EngineTime time) {
        this.time = time;
    }

    /** From now on the call expires at its deadline, should it not have ended. */
    void watch(KitCall<?> call) {
        if (call.remaining().compareTo(LONGEST_MOMENT) <= 0) {
            call.arm();
            return;
        }
        boolean first;
        synchronized (lock) {
            first = young.isEmpty();
            young.add(call);
        }
        if (first) {
            time.after(untilNextMoment(), this::look);
        }
    }

    private Duration untilNextMoment() {
        long now = time.nanoTime();
        long earliest = now + MOMENT.toNanos();
        return Duration.ofNanos(Math.floorDiv(earliest + GRID_NANOS - 1, GRID_NANOS) * GRID_NANOS - LEAD_NANOS - now);
    }

    /** Each is looked at once, within a moment of its beginning, so before its deadline. */
    private void look() {
        List<KitCall<?>> grown;
        synchronized (lock) {
            grown = young;
            young = new ArrayList<>();
        }
        grown.forEach(KitCall::arm);
    }
}
