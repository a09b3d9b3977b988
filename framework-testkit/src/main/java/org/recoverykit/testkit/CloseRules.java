package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** K9: close. */
interface CloseRules extends ContractSubject {

    /** K9.1. */
    @Test
    default void required_k901_closeLeavesTheResourceAsItIs() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            trial.letGo();
            trial.mustBeReally(true, "after close");
        }
        try (Trial trial = Trial.begin(this)) {
            trial.letGo();
            trial.mustBeReally(false, "after close of what was out of service");
        }
    }

    /** K9.2. */
    @Test
    default void required_k902_closeIsIdempotent() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            trial.letGo();
            trial.letGo();
            trial.mustBeReally(true, "after two closes");
        }
    }

    /** K9.3. */
    @Test
    default void required_k903_closeReturnsWithinASecond() throws Exception {
        try (Trial trial = Trial.begin(this).inService()) {
            long start = System.nanoTime();
            trial.letGo();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).as("close").isLessThan(KitThread.PROMPTLY);
        }
    }

    /** K9.4. */
    @Test
    default void required_k904_closeEndsTheThreadsThatKeepAProcessAlive() throws Exception {
        assertThat(leftAfterALife().stream().filter(thread -> !thread.isDaemon()))
                .as("threads, not daemons, that outlive close")
                .isEmpty();
    }

    /** K9.5. */
    @Test
    default void optional_k905_closeEndsAllThreads() throws Exception {
        assertThat(leftAfterALife()).as("threads that outlive close").isEmpty();
    }

    private List<Thread> leftAfterALife() throws Exception {
        Set<Thread> before = LiveThreads.now();
        try (Trial trial = Trial.begin(this).inService()) {
            trial.quickCheck();
            trial.remove();
        }
        // A thread that was told to end may need a moment.
        Eventually.holdsWithin(
                KitThread.PROMPTLY,
                "no thread is left",
                () -> LiveThreads.since(before).isEmpty());
        return LiveThreads.since(before);
    }
}
