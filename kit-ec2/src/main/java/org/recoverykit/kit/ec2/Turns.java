package org.recoverykit.kit.ec2;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.recoverykit.spi.TimeSource;

/**
 * Who reads of EC2 next, on behalf of all quick checks: one call to the API in each interval, however many addresses are
 * protected. Each turn goes to what is oldest by its weight. Each node's intervals begin at another moment, so that nodes do
 * not call in step; they are of one length, or checks at the same pace would miss every second one.
 */
final class Turns {
    /** Route tables and Elastic IPs are what fails. */
    static final int OFTEN = 1;

    /** Interfaces hardly change; a deep check looks at them at once. */
    static final int SELDOM = 6;

    private final Duration interval;
    private final TimeSource time;
    private final long origin;
    private final Map<Reading<?>, Integer> weights = new LinkedHashMap<>();
    private long lastSlot;

    Turns(Duration interval, TimeSource time, long seed) {
        this.interval = interval;
        this.time = time;
        long phase = (long) (interval.toNanos() * new SplittableRandom(seed).nextDouble());
        this.origin = time.nanoTime() - phase;
    }

    /** Something that takes part from now on. */
    synchronized <T> Reading<T> seat(Reading<T> reading, int weight) {
        weights.put(reading, weight);
        return reading;
    }

    /** What was read last of this, after a new read if it is this one's turn. */
    <T> Answer<T> recent(Reading<T> reading, Budget budget) throws InterruptedException {
        reading.want();
        if (interval.isZero() || reading.last().isEmpty()) {
            // Without a cache; or for the first time, in addition to the turns.
            return budget.await(interval.isZero() ? reading.fresh() : reading.joined(), reading.action());
        }
        Optional<Reading<?>> due = due();
        if (due.filter(reading::equals).isPresent()) {
            return budget.await(reading.fresh(), reading.action());
        }
        due.ifPresent(Reading::refresh);
        return reading.last().orElseThrow().answer();
    }

    private synchronized Optional<Reading<?>> due() {
        long now = time.nanoTime();
        long slot = (now - origin) / interval.toNanos();
        if (slot == lastSlot) {
            return Optional.empty();
        }
        lastSlot = slot;
        return List.copyOf(weights.keySet()).stream()
                .filter(Reading::isWanted)
                .max(Comparator.comparingDouble(reading -> age(reading, now) / weights.getOrDefault(reading, OFTEN)));
    }

    private static double age(Reading<?> reading, long now) {
        return reading.last().map(taken -> (double) (now - taken.begunAt())).orElse(0.0);
    }
}
