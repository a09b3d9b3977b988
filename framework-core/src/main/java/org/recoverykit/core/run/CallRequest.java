package org.recoverykit.core.run;

import java.time.Duration;
import java.util.function.Consumer;
import org.recoverykit.spi.Call;

/**
 * A call that is wanted.
 *
 * @param id of the decider's command; negative for the host's own wishes
 * @param operation what to call
 * @param why told to the kit
 * @param attempt told to the kit
 * @param timeout counted from the request, waiting included
 * @param lane how urgent
 * @param whenEnded told once, on any thread; never blocks
 * @param <R> the kind of answer
 */
record CallRequest<R>(
        long id,
        KitOperation<R> operation,
        Call.Why why,
        int attempt,
        Duration timeout,
        Lane lane,
        Consumer<CallReport<R>> whenEnded) {}
