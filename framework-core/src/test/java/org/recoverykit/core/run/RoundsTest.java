package org.recoverykit.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.testkit.ManualTime;

class RoundsTest {
    private final ManualTime time = new ManualTime();
    private final Workers workers = new Workers();
    private final Rounds rounds = new Rounds(time, workers);

    @AfterEach
    void end() throws Exception {
        assertThat(workers.close(Duration.ofSeconds(5))).as("workers left").isZero();
    }

    @Test
    void whatIsDueAtOneMomentIsHandedOverAfterTheLastOfIt() throws Exception {
        List<String> order = new CopyOnWriteArrayList<>();
        CountDownLatch done = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            String name = "look " + i;
            time.after(Duration.ofSeconds(10), () -> {
                order.add("due");
                rounds.add(() -> {
                    order.add(name);
                    done.countDown();
                });
            });
        }
        time.advance(Duration.ofSeconds(10));
        assertThat(done.await(5, TimeUnit.SECONDS)).as("all looks taken").isTrue();
        assertThat(order.subList(0, 3)).as("nobody is woken in between").containsOnly("due");
        assertThat(order.subList(3, 6)).containsExactlyInAnyOrder("look 0", "look 1", "look 2");
    }

    @Test
    void theNextRoundBeginsAnew() throws Exception {
        for (int round = 0; round < 3; round++) {
            CountDownLatch done = new CountDownLatch(1);
            rounds.add(done::countDown);
            time.runDue();
            assertThat(done.await(5, TimeUnit.SECONDS)).as("round " + round).isTrue();
        }
    }

    @Test
    void oneThatHangsHoldsUpTheOthersForMillisecondsOnly() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            rounds.add(() -> {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            rounds.add(done::countDown);
        }
        time.runDue();
        assertThat(done.await(5, TimeUnit.SECONDS)).as("done while 50 hang").isTrue();
        gate.countDown();
    }
}
