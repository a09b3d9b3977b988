package org.recoverykit.core.run;

import java.util.concurrent.atomic.AtomicInteger;

/** How many threads one kit keeps that it was asked to give back. Beyond the limit it gets no more. */
final class KitLedger {
    private final String kit;
    private final int limit;
    private final AtomicInteger abandoned = new AtomicInteger();
    private final AtomicInteger started = new AtomicInteger();

    KitLedger(String kit, int limit) {
        this.kit = kit;
        this.limit = limit;
    }

    String kit() {
        return kit;
    }

    int abandoned() {
        return abandoned.get();
    }

    boolean exhausted() {
        return abandoned.get() >= limit;
    }

    void lost() {
        abandoned.incrementAndGet();
    }

    /** It has started a thread of its own in a call; the how-manieth. */
    int threadStarted() {
        return started.incrementAndGet();
    }

    int threadsStarted() {
        return started.get();
    }

    void returned() {
        abandoned.decrementAndGet();
    }
}
