package org.recoverykit.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Runs one kit call on a thread of its own, as the engine does, and does not wait for ever. */
final class KitThread {

    /** How long an interrupted call may still take. */
    static final Duration PROMPTLY = Duration.ofSeconds(1);

    private KitThread() {}

    /**
     * Runs a call; at the limit interrupts it.
     *
     * @throws AssertionError if it has not ended {@link #PROMPTLY} after that
     */
    static <R> Ended<R> run(String what, Duration limit, Callable<R> body) {
        AtomicReference<Ended<R>> ended = new AtomicReference<>();
        Thread thread = new Thread(() -> ended.set(Ended.of(body)), "testkit-call");
        thread.setDaemon(true);
        thread.start();
        join(thread, limit);
        if (thread.isAlive()) {
            thread.interrupt();
            join(thread, PROMPTLY);
        }
        Ended<R> end = ended.get();
        if (end == null) {
            throw new AssertionError(what + " had not ended " + PROMPTLY.toMillis()
                    + " ms after its deadline of " + limit.toMillis() + " ms and the interrupt (K7.3); it is at\n  "
                    + String.join("\n  ", Said.lines(thread.getStackTrace())));
        }
        return end;
    }

    private static void join(Thread thread, Duration limit) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, limit.toNanos()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test itself was interrupted", e);
        }
    }
}
