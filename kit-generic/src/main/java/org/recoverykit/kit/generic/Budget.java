package org.recoverykit.kit.generic;

import java.time.Duration;
import org.recoverykit.spi.Call;

/**
 * How a call's time is divided. A script must have ended, by force if need be, before the engine interrupts: so its own time is
 * over earlier, by what ending it may take.
 *
 * @param call whose time
 * @param grace between SIGTERM and SIGKILL
 */
record Budget(Call call, Duration grace) {
    private static final Duration FORCE = Duration.ofMillis(500);
    private static final Duration LONGEST_TAKING_BACK = Duration.ofSeconds(10);
    private static final Duration LONGEST_PROOF = Duration.ofSeconds(5);
    private static final int QUARTER = 4;

    /** For one script, nothing to come after it. */
    Duration script() {
        Duration left = left();
        return left.minus(min(grace.plus(FORCE), part(left, 2)));
    }

    /** For the script of a restore: if it fails, there is time to take it back. */
    Duration beginning() {
        Duration script = script();
        return script.minus(min(LONGEST_TAKING_BACK, part(script, QUARTER)));
    }

    /** For a service to come up, or go down, after its script has said that it has. */
    Duration proof() {
        return min(LONGEST_PROOF, part(left(), QUARTER));
    }

    /** Whether it makes sense to run another script. */
    boolean worthAnother() {
        return script().compareTo(FORCE) > 0;
    }

    private Duration left() {
        Duration left = call.remaining();
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** Duration divides by way of BigDecimal, which takes longer than all else before a script. */
    private static Duration part(Duration whole, int divisor) {
        return Duration.ofNanos(whole.toNanos() / divisor);
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
