package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;

/** K7: deadlines and interrupts. */
interface InterruptRules extends ContractSubject {

    /** Shorter than any action that waits for something; what is faster just ends. */
    Duration SHORT = Duration.ofMillis(150);

    /** K7.1. */
    @Test
    default void required_k701_anInterruptedActionEndsPromptly() throws Exception {
        for (Operation action : List.of(Operation.RESTORE, Operation.REMOVE, Operation.LOCAL_RECOVERY)) {
            interruptAtEveryStep(
                    action,
                    (interruptedAt, ended) -> assertThat(ended.atNanos() - interruptedAt)
                            .as("nanoseconds from the interrupt to the end of " + action)
                            .isLessThanOrEqualTo(KitThread.PROMPTLY.toNanos()));
        }
    }

    /** K7.2. */
    @Test
    default void required_k702_anInterruptIsPassedOn() throws Exception {
        for (Operation action : List.of(Operation.RESTORE, Operation.REMOVE, Operation.LOCAL_RECOVERY)) {
            interruptAtEveryStep(
                    action,
                    (interruptedAt, ended) -> assertThat(ended.interruptPassedOn())
                            .as(
                                    "%s rethrew InterruptedException or left the thread interrupted; it ended with %s",
                                    action, ended)
                            .isTrue());
        }
    }

    /** K7.3. */
    @Test
    default void required_k703_everyOperationEndsPromptlyAfterItsDeadline() throws Exception {
        try (Trial trial = Trial.begin(this)) {
            // KitThread interrupts at the deadline, as the engine does, and fails the test if that does not end the
            // call.
            trial.check(Operation.QUICK_CHECK, trial.call(SHORT));
            trial.check(Operation.DEEP_CHECK, trial.call(SHORT));
            trial.act(Operation.RESTORE, trial.call(SHORT));
            trial.act(Operation.LOCAL_RECOVERY, trial.call(SHORT));
            trial.act(Operation.ISOLATE, trial.call(SHORT));
            trial.act(Operation.REMOVE, trial.call(SHORT));
        }
    }

    /** K7.4. */
    @Test
    default void required_k704_theNextCallMendsWhatAnInterruptLeft() throws Exception {
        for (int step = 1; step <= Crashes.MOST_STEPS; step++) {
            try (Trial trial = Trial.begin(this)) {
                boolean reached = interruptedAt(step, trial, Operation.RESTORE) != 0;
                trial.mustBeDoneAndReally(Operation.RESTORE, true, "after an interrupt at step " + step);
                interruptedAt(step, trial, Operation.REMOVE);
                trial.mustBeDoneAndReally(Operation.REMOVE, false, "after an interrupt at step " + step);
                if (!reached) {
                    return;
                }
            }
        }
    }

    private void interruptAtEveryStep(Operation action, Judge judge) throws Exception {
        for (int step = 1; step <= Crashes.MOST_STEPS; step++) {
            try (Trial trial = Trial.begin(this)) {
                if (action == Operation.REMOVE) {
                    trial.inService();
                } else if (action == Operation.LOCAL_RECOVERY) {
                    trial.broken();
                }
                AtomicLong interruptedAt = new AtomicLong();
                Ended<ActionResult> ended = trial.act(action, interrupting(trial, step, interruptedAt));
                if (interruptedAt.get() == 0) {
                    return;
                }
                judge.judge(interruptedAt.get(), ended);
            }
        }
    }

    private static long interruptedAt(int step, Trial trial, Operation action) throws Exception {
        AtomicLong interruptedAt = new AtomicLong();
        trial.act(action, interrupting(trial, step, interruptedAt));
        return interruptedAt.get();
    }

    private static TestCall interrupting(Trial trial, int step, AtomicLong at) {
        return trial.call().atStep((number, name) -> {
            if (number == step) {
                at.set(System.nanoTime());
                Thread.currentThread().interrupt();
            }
        });
    }

    /** Looks at how an interrupted call ended. */
    interface Judge {
        /** Fails if it is not well. */
        void judge(long interruptedAtNanos, Ended<ActionResult> ended);
    }
}
