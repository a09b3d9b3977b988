package org.recoverykit.kit.mac;

import java.time.Duration;
import org.recoverykit.linux.CarrierRules;
import org.recoverykit.spi.Setting;

/**
 * When an interface's carrier is believed; as those of the kit {@code ip}.
 *
 * @param downDelay how long a carrier must be gone before the address leaves
 * @param upDelay how long a carrier must be back before the address comes
 * @param flaps so many losses of carrier within ten seconds make an interface restless; 0 never does
 * @param quiet how long a restless interface must keep its carrier before the address comes
 */
public record LinkSettings(
        @Setting(value = "how long the carrier must be gone before the address leaves, 0s to 60s", defaultValue = "0s")
        Duration downDelay,

        @Setting(value = "how long a carrier must be back before the address comes, 0s to 60s", defaultValue = "0s")
        Duration upDelay,

        @Setting(
                value = "so many losses of carrier within 10 s make an interface restless, 0 to 100; 0 never does",
                defaultValue = "10")
        int flaps,

        @Setting(
                value = "how long a restless interface must keep its carrier before the address comes, 0s to 60s",
                defaultValue = "2s")
        Duration quiet) {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int MOST_FLAPS = 100;

    /** What holds when nothing is said. */
    static final LinkSettings DEFAULT = new LinkSettings(Duration.ZERO, Duration.ZERO, 10, Duration.ofSeconds(2));

    /** Checks the ranges. */
    public LinkSettings {
        check("downDelay", downDelay);
        check("upDelay", upDelay);
        check("quiet", quiet);
        if (flaps < 0 || flaps > MOST_FLAPS) {
            throw new IllegalArgumentException("flaps: " + flaps + " is not between 0 and " + MOST_FLAPS);
        }
    }

    CarrierRules carrier() {
        return new CarrierRules(downDelay, upDelay, flaps, quiet);
    }

    private static void check(String name, Duration value) {
        if (value.isNegative() || value.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(name + ": " + value + " is not between 0s and 60s");
        }
    }
}
