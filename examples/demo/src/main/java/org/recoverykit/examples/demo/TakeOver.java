package org.recoverykit.examples.demo;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.FailoverPort;
import org.recoverykit.engine.FailoverRequest;

/**
 * How the first server's engine asks for help: there is one other server, and it takes over if it can. A real host would ask
 * a cluster here; the engine cares for the order: asked first, everything out and proven to be out, only then handed over.
 */
final class TakeOver implements FailoverPort {
    private final Server other;
    private final Executor onFirst;

    /**
     * Of the server that helps.
     *
     * @param other the one that takes over
     * @param onFirst answers on a thread of the server that asks
     */
    TakeOver(Server other, Executor onFirst) {
        this.other = other;
        this.onFirst = onFirst;
    }

    @Override
    public CompletionStage<Candidate> candidate(FailoverRequest request) {
        return CompletableFuture.completedFuture(
                other.machine().hasCarrier()
                        ? new Candidate.Node(other.name())
                        : new Candidate.None("server " + other.name() + " has no working cable either"));
    }

    @Override
    public CompletionStage<Handover> handOver(FailoverRequest request, String node) {
        return other.restore().thenApplyAsync(this::answer, onFirst);
    }

    private Handover answer(CommandOutcome outcome) {
        return outcome.isDone()
                ? new Handover.Accepted(other.name())
                : new Handover.Refused("server " + other.name() + ": " + outcome.reason());
    }
}
