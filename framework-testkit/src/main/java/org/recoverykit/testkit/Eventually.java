package org.recoverykit.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apiguardian.api.API;

/** The one place in which a test waits: for a condition, and no longer than it says. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Eventually {

    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private Eventually() {}

    /**
     * Returns as soon as the condition holds, looking every millisecond.
     *
     * @param what the condition in words, for the failure's message
     * @throws AssertionError if it does not hold in time, or throws
     */
    public static void within(Duration limit, String what, Callable<Boolean> condition) {
        if (!holdsWithin(limit, what, condition)) {
            throw new AssertionError("not within " + limit.toMillis() + " ms: " + what);
        }
    }

    /** The same without words. */
    public static void within(Duration limit, Callable<Boolean> condition) {
        within(limit, "the condition holds", condition);
    }

    static boolean holdsWithin(Duration limit, String what, Callable<Boolean> condition) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            if (holds(what, condition)) {
                return true;
            }
            if (System.nanoTime() - end >= 0 || Thread.currentThread().isInterrupted()) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }

    private static boolean holds(String what, Callable<Boolean> condition) {
        try {
            return condition.call();
        } catch (Exception e) {
            throw new AssertionError("could not find out whether " + what + ": " + e, e);
        }
    }
}
