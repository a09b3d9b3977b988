package org.recoverykit.kit.ip;

import java.time.Duration;
import org.recoverykit.spi.Setting;

/**
 * What to do about others that have the address too.
 *
 * @param probes how often to ask before the address is brought up; 0 asks nobody
 * @param patience how long to wait for an answer, after each time
 * @param found what to do when somebody answers
 * @param rival what to do when somebody claims the address later, and goes on doing so
 */
public record ConflictSettings(
        @Setting(
                value =
                        "how often to ask, before the address is brought up, whether somebody has it; 0 to 10, 0 asks nobody",
                defaultValue = "3")
        int probes,

        @Setting(value = "how long to wait for an answer to each, 1ms to 2s", defaultValue = "70ms")
        Duration patience,

        @Setting(
                value = "refuse: do not bring up what somebody else has; force: do it all the same",
                defaultValue = "refuse")
        Found found,

        @Setting(
                value = "a rival that stays - keep: hold the address and report it; yield: the address is failed here",
                defaultValue = "keep")
        Rival rival) {

    private static final int MOST_PROBES = 10;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    /** What holds when nothing is said. */
    static final ConflictSettings DEFAULT = new ConflictSettings(3, Duration.ofMillis(70), Found.REFUSE, Rival.KEEP);

    /** Somebody has the address before it is brought up. */
    public enum Found {
        /** It is not brought up; the other's hardware address is told. */
        REFUSE,
        /** It is brought up, and announced: this node is right. */
        FORCE
    }

    /** Somebody claims the address while it is in service here, and does not give way. */
    public enum Rival {
        /** Goes on holding and, every ten seconds at most, defending it. */
        KEEP,
        /** The check fails: the engine takes the hierarchy away from here. */
        YIELD
    }

    /** Checks the ranges. */
    public ConflictSettings {
        if (probes < 0 || probes > MOST_PROBES) {
            throw new IllegalArgumentException("probes: " + probes + " is not between 0 and " + MOST_PROBES);
        }
        if (patience.isNegative() || patience.isZero() || patience.compareTo(LONGEST_WAIT) > 0) {
            throw new IllegalArgumentException("patience: " + patience + " is not between 1ms and 2s");
        }
    }
}
