package org.recoverykit.linux;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.apiguardian.api.API;

/**
 * When interfaces lost and regained their carrier. One that has just come back may go again: a plug that is being pushed in, a
 * switch port that does not forward yet. What we have never seen changing is trusted. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class CarrierHistory {
    private static final long WINDOW_NANOS = Duration.ofSeconds(10).toNanos();

    private final CarrierRules rules;
    private final LongSupplier nanoTime;
    private final Map<String, Past> pasts = new ConcurrentHashMap<>();

    /** By these rules and this clock, which only goes forward. */
    public CarrierHistory(CarrierRules rules, LongSupplier nanoTime) {
        this.rules = rules;
        this.nanoTime = nanoTime;
    }

    /** An interface changed. */
    public void changed(String name, LinkEvent event) {
        if (event.lostCarrier() || event.gainedCarrier()) {
            pasts.computeIfAbsent(name, key -> new Past()).note(event.gainedCarrier(), nanoTime.getAsLong());
        }
    }

    /** For how much longer an interface that has carrier shall prove itself before the address comes to it; zero or more. */
    public Duration unsettledFor(String name) {
        return Optional.ofNullable(pasts.get(name))
                .map(past -> past.unsettledFor(nanoTime.getAsLong()))
                .orElse(Duration.ZERO);
    }

    /** For how much longer a lost carrier shall be overlooked; zero or more. */
    public Duration overlookedFor(String name) {
        return Optional.ofNullable(pasts.get(name))
                .map(past -> past.overlookedFor(nanoTime.getAsLong()))
                .orElse(Duration.ZERO);
    }

    private final class Past {
        private final Deque<Long> losses = new ArrayDeque<>();
        private Optional<Long> gained = Optional.empty();
        private Optional<Long> lost = Optional.empty();

        synchronized void note(boolean gain, long now) {
            if (gain) {
                gained = Optional.of(now);
                return;
            }
            lost = Optional.of(now);
            losses.addLast(now);
            if (losses.size() > Math.max(1, rules.flaps())) {
                losses.removeFirst();
            }
        }

        synchronized Duration unsettledFor(long now) {
            boolean restless =
                    rules.flaps() > 0 && losses.size() >= rules.flaps() && now - losses.getFirst() < WINDOW_NANOS;
            Duration quiet = rules.quiet().compareTo(rules.upDelay()) > 0 ? rules.quiet() : rules.upDelay();
            return left(gained, restless ? quiet : rules.upDelay(), now);
        }

        synchronized Duration overlookedFor(long now) {
            return left(lost, rules.downDelay(), now);
        }

        private static Duration left(Optional<Long> since, Duration delay, long now) {
            long left = since.map(then -> delay.toNanos() - (now - then)).orElse(0L);
            return Duration.ofNanos(Math.max(0, left));
        }
    }
}
