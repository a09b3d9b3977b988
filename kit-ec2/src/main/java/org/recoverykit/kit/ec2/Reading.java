package org.recoverykit.kit.ec2;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.recoverykit.spi.TimeSource;

/**
 * One thing that is read of EC2, for everybody who wants to know it: one read at a time, the last answer kept. A trouble is an
 * answer, too, and is kept as long: fifty addresses need not ask fifty times whether the API is back.
 */
final class Reading<T> {
    private final String action;
    private final Supplier<Answer<T>> source;
    private final Workers workers;
    private final TimeSource time;
    private Optional<Taken<T>> last = Optional.empty();
    private Optional<CompletableFuture<Answer<T>>> running = Optional.empty();
    private Optional<CompletableFuture<Answer<T>>> next = Optional.empty();
    private boolean wanted;

    /**
     * A read that has ended.
     *
     * @param begunAt before it was sent
     */
    record Taken<T>(long begunAt, Answer<T> answer) {}

    Reading(String action, Supplier<Answer<T>> source, Workers workers, TimeSource time) {
        this.action = action;
        this.source = source;
        this.workers = workers;
        this.time = time;
    }

    String action() {
        return action;
    }

    synchronized Optional<Taken<T>> last() {
        return last;
    }

    /** Somebody looks at the last answer, so it is worth reading again. */
    synchronized void want() {
        wanted = true;
    }

    synchronized boolean isWanted() {
        return wanted;
    }

    /** The read that is going on, or a new one. */
    synchronized CompletableFuture<Answer<T>> joined() {
        return running.orElseGet(this::start);
    }

    /** A read that begins after this call: one that is going on may have seen what is past. */
    synchronized CompletableFuture<Answer<T>> fresh() {
        if (running.isEmpty()) {
            return start();
        }
        if (next.isEmpty()) {
            next = Optional.of(new CompletableFuture<>());
        }
        return next.get();
    }

    /** A read beside all others, that no hanging one delays; an action's. */
    CompletableFuture<Answer<T>> direct() {
        long begunAt = time.nanoTime();
        return workers.run(source).thenApply(answer -> {
            learn(begunAt, answer);
            return answer;
        });
    }

    /** Begins a read that nobody waits for, unless one is going on. */
    synchronized void refresh() {
        CompletableFuture<Answer<T>> unused = joined();
    }

    /** What somebody read by a way of their own. */
    synchronized void learn(long begunAt, Answer<T> answer) {
        if (last.filter(taken -> taken.begunAt() - begunAt > 0).isEmpty()) {
            last = Optional.of(new Taken<>(begunAt, answer));
        }
    }

    private CompletableFuture<Answer<T>> start() {
        CompletableFuture<Answer<T>> read = new CompletableFuture<>();
        begin(read);
        return read;
    }

    private void begin(CompletableFuture<Answer<T>> read) {
        running = Optional.of(read);
        wanted = false;
        long begunAt = time.nanoTime();
        CompletableFuture<?> unused = workers.run(source).whenComplete((answer, broken) -> {
            Answer<T> told = broken == null
                    ? answer
                    : Answer.trouble(Trouble.unreachable(action, String.valueOf(broken.getMessage())));
            ended(begunAt, told);
            read.complete(told);
        });
    }

    private synchronized void ended(long begunAt, Answer<T> answer) {
        learn(begunAt, answer);
        running = Optional.empty();
        Optional<CompletableFuture<Answer<T>>> waiting = next;
        next = Optional.empty();
        waiting.ifPresent(this::begin);
    }
}
