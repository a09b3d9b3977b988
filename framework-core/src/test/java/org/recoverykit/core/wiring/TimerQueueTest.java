package org.recoverykit.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimerQueueTest {
    private final TimerQueue queue = new TimerQueue(entry -> {});
    private final List<String> ran = new ArrayList<>();

    private TimerQueue.Entry add(long at, String name) {
        return queue.add(at, () -> ran.add(name));
    }

    private void runUntil(long now) {
        for (List<TimerQueue.Entry> due = queue.poll(now); !due.isEmpty(); due = queue.poll(now)) {
            due.forEach(TimerQueue.Entry::run);
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
    void oneThatAnotherOfItsMomentRemovesDoesNotRun() {
        List<TimerQueue.Entry> later = new ArrayList<>();
        queue.add(10, () -> later.forEach(queue::remove));
        later.add(add(10, "removed"));
        add(10, "stays");
        runUntil(10);
        assertThat(ran).containsExactly("stays");
    }

    @Test
    void whatIsAddedForAMomentThatHasBeenPolledIsPolledNext() {
        queue.add(10, () -> add(10, "second"));
        add(10, "first");
        runUntil(10);
        assertThat(ran).containsExactly("first", "second");
        assertThat(queue.earliest()).isEqualTo(TimerQueue.NEVER);
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
