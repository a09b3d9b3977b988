package org.recoverykit.kit.ip;

import java.time.Duration;
import org.recoverykit.spi.Call;

/** What is left of a call, in pieces that one request to the kernel may take. */
record Budget(Call call) {
    /** A healthy kernel answers in microseconds; while somebody changes thousands of addresses it takes a second. */
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(5);

    /**
     * How long the next request may take.
     *
     * @throws InterruptedException if the call is over or was interrupted
     */
    Duration next() throws InterruptedException {
        Duration left = call.remaining();
        if (Thread.interrupted() || left.isNegative() || left.isZero()) {
            throw new InterruptedException("the time for this call is over");
        }
        return left.compareTo(LONGEST_REQUEST) < 0 ? left : LONGEST_REQUEST;
    }

    void step(IpStep reached) {
        call.step(reached.text());
    }
}
