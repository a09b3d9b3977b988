package org.recoverykit.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private final TimerQueue queue = new TimerQueue();
    private final List<String> ran = new ArrayList<>();

    private TimerQueue.Entry add(long at, String name) {
        return queue.add(at, () -> ran.add(name));
    }

    private void runUntil(long now) {
        for (Optional<Runnable> task = queue.poll(now); task.isPresent(); task = queue.poll(now)) {
            task.get().run();
        }
    }

    @Test
    void tasksRunByMomentAndThenInTheOrderTheyWereAdded() {
        add(20, "c");
        add(10, "a");
        add(10, "b");
        add(30, "later");
        runUntil(20);
        assertThat(ran).containsExactly("a", "b", "c");
        assertThat(queue.earliest()).isEqualTo(30);
    }

    @Test
    void aRemovedTaskDoesNotRunAndItsNeighboursDo() {
        TimerQueue.Entry first = add(10, "first");
        add(10, "stays");
        TimerQueue.Entry last = add(10, "last");
        queue.remove(first);
        queue.remove(last);
        queue.remove(last);
        runUntil(10);
        assertThat(ran).containsExactly("stays");
    }

    @Test
    void nothingIsLeftOfAMomentWhoseTasksAreAllRemoved() {
        queue.remove(add(10, "only"));
        assertThat(queue.earliest()).isEqualTo(TimerQueue.NEVER);
        add(10, "again");
        runUntil(10);
        assertThat(ran).containsExactly("again");
    }
}
