package org.recoverykit.kit.ip;

import java.time.Duration;
import org.recoverykit.spi.Setting;

/**
 * The settings that only an IPv6 address has.
 *
 * @param detection how long duplicate address detection may take
 * @param asSource whether the kernel may choose the address for what this node itself sends
 */
public record Ipv6Settings(
        @Setting(value = "how long duplicate address detection may take, 1s to 60s", defaultValue = "5s")
        Duration detection,

        @Setting(
                value =
                        "never: the kernel chooses another source address while it has one; allowed: it may choose this one",
                defaultValue = "never")
        SourceUse asSource) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** What an absent group means. The kernel's own detection takes one to two seconds. */
    static final Ipv6Settings DEFAULT = new Ipv6Settings(Duration.ofSeconds(5), SourceUse.NEVER);

    /** Refuses what is out of range. */
    public Ipv6Settings {
        if (detection.compareTo(SHORTEST) < 0 || detection.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("detection: " + detection + " is not between 1s and 60s");
        }
    }

    /** Whether connections that this node opens may come from the address. */
    public enum SourceUse {
        /** Preferred lifetime 0: clients find the address, and nothing that this node begins depends on it. */
        NEVER,
        /** Preferred for ever, as an address of the node's own. */
        ALLOWED
    }
}
