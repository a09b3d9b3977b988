package org.recoverykit.core.run;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.recoverykit.engine.CommandOutcome;

/** The commands of the host that wait for their answers. */
final class Answers {
    private final AtomicLong ids = new AtomicLong();
    private final Map<Long, CompletableFuture<CommandOutcome>> waiting = new ConcurrentHashMap<>();
    private final Workers workers;

    Answers(Workers workers) {
        this.workers = workers;
    }

    /** Has a command sent under a new number, and promises its answer. */
    CompletionStage<CommandOutcome> await(LongConsumer send) {
        CompletableFuture<CommandOutcome> answer = new CompletableFuture<>();
        long id = ids.incrementAndGet();
        waiting.put(id, answer);
        send.accept(id);
        return answer.minimalCompletionStage();
    }

    /** Gives the answer, on a worker: what the host does with it may block. */
    void answer(long commandId, CommandOutcome outcome) {
        CompletableFuture<CommandOutcome> answer = waiting.remove(commandId);
        if (answer != null) {
            complete(workers, answer, outcome);
        }
    }

    /** Answers everything that still waits, on the calling thread. */
    void answerAll(CommandOutcome outcome) {
        for (Long id : List.copyOf(waiting.keySet())) {
            CompletableFuture<CommandOutcome> answer = waiting.remove(id);
            if (answer != null) {
                answer.complete(outcome);
            }
        }
    }

    /**
     * Completes a promise to the host on a worker that is lent to it meanwhile: on this one, when it has done what it is at, if
     * it can; to wake another takes 30-60 us.
     */
    static <T> void complete(Workers workers, CompletableFuture<T> promise, T value) {
        workers.next(Lane.URGENT, () -> {
            workers.lend();
            promise.complete(value);
        });
    }
}
