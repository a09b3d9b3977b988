package org.recoverykit.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private final Workers workers = new Workers();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void end() throws Exception {
        gate.countDown();
        assertThat(workers.close(Duration.ofSeconds(5))).as("workers left").isZero();
    }

    @Test
    void aThousandShortTasksMakeNoThousandThreads() throws Exception {
        CountDownLatch done = new CountDownLatch(1000);
        for (int i = 0; i < 1000; i++) {
            workers.submit(Lane.ROUTINE, done::countDown);
        }
        assertThat(done.await(10, TimeUnit.SECONDS)).as("all done").isTrue();
        assertThat(workers.size())
                .isLessThanOrEqualTo(Math.max(4, 2 * Runtime.getRuntime().availableProcessors()) + 4);
    }

    @Test
    void tasksThatHangDelayOthersOnlyForMilliseconds() throws Exception {
        for (int i = 0; i < 100; i++) {
            workers.submit(Lane.ROUTINE, this::hang);
        }
        CountDownLatch done = new CountDownLatch(1);
        workers.submit(Lane.ROUTINE, done::countDown);
        assertThat(done.await(5, TimeUnit.SECONDS)).as("done while 100 hang").isTrue();
        assertThat(workers.size()).isGreaterThan(100);
    }

    @Test
    void urgentTasksGoFirst() throws Exception {
        AtomicInteger routineBefore = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        for (int i = 0; i < 5000; i++) {
            workers.submit(Lane.ROUTINE, routineBefore::incrementAndGet);
        }
        workers.submit(Lane.URGENT, done::countDown);
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatFollowsRunsOnTheSameThread() throws Exception {
        AtomicReference<Thread> first = new AtomicReference<>();
        AtomicReference<Thread> second = new AtomicReference<>();
        CountDownLatch done = new CountDownLatch(1);
        workers.submit(Lane.URGENT, () -> {
            first.set(Thread.currentThread());
            workers.next(Lane.URGENT, () -> {
                second.set(Thread.currentThread());
                done.countDown();
            });
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(second.get()).isSameAs(first.get());
    }

    @Test
    void nothingWaitsForAThreadThatIsLentToAKit() throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        workers.submit(Lane.URGENT, () -> {
            workers.lend();
            workers.next(Lane.URGENT, done::countDown);
            hang();
        });
        assertThat(done.await(10, TimeUnit.SECONDS))
                .as("run elsewhere meanwhile")
                .isTrue();
    }

    @Test
    void anInterruptIsNotLeftToTheNextTask() throws Exception {
        AtomicInteger interrupted = new AtomicInteger();
        CountDownLatch done = new CountDownLatch(1);
        workers.submit(Lane.URGENT, () -> {
            workers.next(Lane.URGENT, () -> {
                interrupted.set(Thread.currentThread().isInterrupted() ? 1 : 0);
                done.countDown();
            });
            Thread.currentThread().interrupt();
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(interrupted.get()).isZero();
    }

    private void hang() {
        try {
            gate.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
