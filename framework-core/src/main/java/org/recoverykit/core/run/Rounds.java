package org.recoverykit.core.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.recoverykit.engine.EngineTime;

/**
 * Hands the looks that come due together to the workers together. Handed over singly, each of thousands a minute would wake a
 * worker that has just run out of work, and fight it for the queue: that costs more than the look.
 */
final class Rounds {
    private final EngineTime time;
    private final Workers workers;
    private final Object lock = new Object();
    private List<Runnable> gathered = new ArrayList<>();

    Rounds(EngineTime time, Workers workers) {
        this.time = time;
        this.workers = workers;
    }

    /** Has a look taken when all that is due now has been gathered. On the timer's thread; never blocks. */
    void add(Runnable look) {
        boolean first;
        synchronized (lock) {
            first = gathered.isEmpty();
            gathered.add(look);
        }
        if (first) {
            // The timer comes to this only after the other tasks of the present moment.
            time.after(Duration.ZERO, this::handOver);
        }
    }

    private void handOver() {
        List<Runnable> round;
        synchronized (lock) {
            round = gathered;
            gathered = new ArrayList<>(round.size());
        }
        workers.submit(Lane.ROUTINE, round);
    }
}
