package org.recoverykit.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.spi.Registration;
import org.recoverykit.testkit.Eventually;

/** The real clock's one thread: tasks in the order of their moments, never early, and none can end it. */
class SystemEngineTimeTest {
    private static final Duration SOON = Duration.ofSeconds(10);

    private final SystemEngineTime time = new SystemEngineTime();

    @AfterEach
    void end() {
        time.close();
    }

    @Test
    void tasksRunInTheOrderOfTheirMoments() {
        List<Integer> ran = new CopyOnWriteArrayList<>();
        for (int i = 9; i >= 0; i--) {
            int number = i;
            time.after(Duration.ofMillis(20L * i), () -> ran.add(number));
        }
        Eventually.within(SOON, "ten tasks", () -> ran.size() == 10);
        assertThat(ran).isSorted();
    }

    @Test
    void neverEarlyAndOnlyALittleLate() throws Exception {
        List<Long> lateMillis = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            CompletableFuture<Long> ran = new CompletableFuture<>();
            long due = time.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10);
            time.after(Duration.ofMillis(10), () -> ran.complete(time.nanoTime()));
            long late = ran.get(SOON.toSeconds(), TimeUnit.SECONDS) - due;
            assertThat(late).as("nanoseconds late").isNotNegative();
            lateMillis.add(TimeUnit.NANOSECONDS.toMillis(late));
        }
        assertThat(lateMillis.stream().sorted().toList().get(10))
                .as("median lateness in ms of %s", lateMillis)
                .isLessThan(50);
    }

    @Test
    void whatIsTakenBackDoesNotRun() {
        List<String> ran = new CopyOnWriteArrayList<>();
        Registration takenBack = time.after(Duration.ofMillis(20), () -> ran.add("taken back"));
        takenBack.close();
        takenBack.close();
        time.after(Duration.ofMillis(40), () -> ran.add("later"));
        Eventually.within(SOON, "the later one", () -> ran.contains("later"));
        assertThat(ran).containsExactly("later");
    }

    @Test
    void aTaskThatThrowsOrIsInterruptedEndsNothing() throws Exception {
        CountDownLatch after = new CountDownLatch(1);
        time.after(Duration.ZERO, () -> {
            throw new IllegalStateException("mistake");
        });
        time.after(Duration.ZERO, () -> {
            throw new StackOverflowError();
        });
        time.after(Duration.ofMillis(1), () -> Thread.currentThread().interrupt());
        time.after(Duration.ofMillis(30), after::countDown);
        assertThat(after.await(10, TimeUnit.SECONDS)).as("the next task ran").isTrue();
    }

    @Test
    void delaysBeyondAnyMeasureAreNoTrouble() throws Exception {
        List<String> ran = new CopyOnWriteArrayList<>();
        time.after(Duration.ofSeconds(Long.MAX_VALUE), () -> ran.add("never"));
        CountDownLatch past = new CountDownLatch(1);
        time.after(Duration.ofSeconds(-5), past::countDown);
        assertThat(past.await(10, TimeUnit.SECONDS)).as("a past moment is now").isTrue();
        assertThat(ran).isEmpty();
    }

    @Test
    void nothingRunsAfterCloseAndItsThreadEnds() {
        SystemEngineTime own = new SystemEngineTime();
        List<String> ran = new CopyOnWriteArrayList<>();
        own.after(Duration.ofMillis(50), () -> ran.add("late"));
        own.close();
        own.close();
        own.after(Duration.ZERO, () -> ran.add("after the close"));
        time.close();
        Eventually.within(
                SOON,
                "the thread ends",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("rk-timer")));
        assertThat(ran).isEmpty();
    }
}
