package org.recoverykit.kit.ec2;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.recoverykit.spi.Call;

/** What is left of a call. */
record Budget(Call call) {
    /** So much is kept for the answer: one that comes in time says more than the engine's time-out. */
    private static final Duration RESERVE = Duration.ofMillis(200);

    /**
     * How long this call may still wait; zero when it is over.
     *
     * @throws InterruptedException if the thread was interrupted
     */
    Duration left() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("the call was interrupted");
        }
        Duration left = call.remaining().minus(RESERVE);
        return left.isNegative() ? Duration.ZERO : left;
    }

    boolean isOver() throws InterruptedException {
        return left().isZero();
    }

    /** The answer, or that it did not come in time; whoever else waits for it is not disturbed. */
    <T> Answer<T> await(CompletableFuture<Answer<T>> answer, String action) throws InterruptedException {
        return await(answer, action, left());
    }

    /** The same, for no longer than this. */
    static <T> Answer<T> await(CompletableFuture<Answer<T>> answer, String action, Duration atMost)
            throws InterruptedException {
        try {
            return answer.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return Answer.trouble(Trouble.unreachable(action, "not within the time of this call"));
        } catch (ExecutionException broken) {
            return Answer.trouble(Trouble.unreachable(action, String.valueOf(broken.getCause())));
        }
    }
}
