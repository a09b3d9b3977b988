package org.recoverykit.testkit;

import java.util.concurrent.CountDownLatch;
import org.apiguardian.api.API;
import org.recoverykit.spi.Call;

/**
 * How a {@link ScriptedResource} answers one call.
 *
 * @param <R> the result
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface Answer<R> {

    /** The result, or whatever else a badly behaved kit may do. */
    R to(Call call) throws InterruptedException;

    /** Always this. Of an action this is a lie, if it says Done: nothing is done. */
    static <R> Answer<R> of(R result) {
        return call -> result;
    }

    /** Null, which no kit may answer. */
    static <R> Answer<R> nothing() {
        return call -> new ThreadLocal<R>().get();
    }

    /** Throws. */
    static <R> Answer<R> throwing(RuntimeException thrown) {
        return call -> {
            throw thrown;
        };
    }

    /** Throws. */
    static <R> Answer<R> throwing(Error thrown) {
        return call -> {
            throw thrown;
        };
    }

    /** Waits for the gate, ends early when interrupted, as a good kit does. */
    static <R> Answer<R> after(CountDownLatch gate, Answer<R> then) {
        return call -> {
            gate.await();
            return then.to(call);
        };
    }

    /** Waits for the gate whatever anybody does. Open the gate at the end of the test, or its thread stays. */
    static <R> Answer<R> stubbornlyAfter(CountDownLatch gate, Answer<R> then) {
        return call -> {
            while (gate.getCount() > 0) {
                try {
                    gate.await();
                } catch (InterruptedException ignored) {
                    // the point of this one: interrupts change nothing
                }
            }
            return then.to(call);
        };
    }
}
