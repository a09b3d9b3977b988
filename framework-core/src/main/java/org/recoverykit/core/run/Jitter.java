package org.recoverykit.core.run;

import java.util.SplittableRandom;

/** Spreads what would otherwise happen at once. Seeded; thread-safe. */
final class Jitter {
    private final SplittableRandom random;

    Jitter(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From zero to below the bound. */
    synchronized long below(long bound) {
        return random.nextLong(Math.max(1, bound));
    }

    /** Ten per cent less to ten per cent more. */
    long around(long nanos) {
        return nanos - nanos / 10 + below(nanos / 5);
    }
}
