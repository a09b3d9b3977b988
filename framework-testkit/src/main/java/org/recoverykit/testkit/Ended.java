package org.recoverykit.testkit;

import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * How a kit call ended.
 *
 * @param result what it returned; empty for null and for a throw
 * @param thrown what it threw
 * @param interruptKept whether the thread was still marked interrupted
 * @param atNanos when
 * @param <R> the result
 */
record Ended<R>(Optional<R> result, Optional<Throwable> thrown, boolean interruptKept, long atNanos) {

    static <R> Ended<R> of(Callable<R> body) {
        Optional<R> result = Optional.empty();
        Optional<Throwable> thrown = Optional.empty();
        try {
            result = Optional.ofNullable(body.call());
        } catch (Exception | Error e) {
            thrown = Optional.of(e);
        }
        return new Ended<>(result, thrown, Thread.currentThread().isInterrupted(), System.nanoTime());
    }

    boolean crashed() {
        return thrown.filter(SimulatedCrash.class::isInstance).isPresent();
    }

    boolean interruptPassedOn() {
        return interruptKept
                || thrown.filter(InterruptedException.class::isInstance).isPresent();
    }

    /** The result of a call that has to answer. */
    R answer(String what) {
        if (thrown.isPresent()) {
            throw new AssertionError(
                    what + " threw " + thrown.get() + "; failures are to be returned (K11.2)", thrown.get());
        }
        return result.orElseThrow(() -> new AssertionError(what + " answered null (K11.1)"));
    }
}
