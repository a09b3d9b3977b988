package org.recoverykit.kit.mac;

import java.time.Duration;
import org.recoverykit.spi.Call;

/** What is left of a call, in pieces that one request to the kernel may take. */
record Budget(Call call) {
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
        return shorter(left, LONGEST_REQUEST);
    }

    /** As {@link #next()}, at most this long. */
    Duration next(Duration most) throws InterruptedException {
        return shorter(next(), most);
    }

    /**
     * For what has to be ended once it was begun, whatever the time: an interface that is down for a change gets up again.
     * The kernel changes one interface at a time in the whole machine; while namespaces go away that takes it some time.
     */
    static Duration toTheEnd() {
        return LONGEST_REQUEST;
    }

    void step(MacStep reached) {
        call.step(reached.text());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
