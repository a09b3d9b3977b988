package org.recoverykit.kit.ip;

import java.time.Duration;
import org.recoverykit.spi.Setting;

/**
 * How an address is announced beside the times after an arrival.
 *
 * @param refresh how often while it is in service; 0s for never
 * @param forms which forms of ARP
 */
public record Announcing(
        @Setting(
                value = "how often the address is announced while in service, 10s to 1h, or 0s for never",
                defaultValue = "2m")
        Duration refresh,

        @Setting(value = "both: request and reply; request: what Linux believes at all times", defaultValue = "both")
        AnnouncementForms forms) {

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofHours(1);

    /**
     * Twice within the 300 s after which switches forget a station, the shortest of the common ages (ARP tables: 20 min in
     * BSD, 4 h in many routers), so that one of them may be lost.
     */
    static final Announcing DEFAULT = new Announcing(Duration.ofMinutes(2), AnnouncementForms.BOTH);

    /** Refuses what would be a storm. */
    public Announcing {
        if (!refresh.isZero() && (refresh.compareTo(SHORTEST) < 0 || refresh.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("refresh: " + refresh + " is neither 0s nor between 10s and 1h");
        }
    }
}
