package org.recoverykit.core.run;

import java.time.Instant;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.recoverykit.core.decide.Command;
import org.recoverykit.core.decide.Observation;

/**
 * What one hierarchy's decisions have to tell and to write, which stands in nobody's way: it wakes other threads, and on a
 * machine with few processors those would run instead of the recovery. In the order of the decisions, whoever runs it.
 */
final class Aftermath implements Runnable {
    private final Effects effects;
    private final Queue<Entry> entries = new ConcurrentLinkedQueue<>();

    private record Entry(Command command, Observation cause, Instant decided) {}

    Aftermath(Effects effects) {
        this.effects = effects;
    }

    void add(Command command, Observation cause, Instant decided) {
        entries.add(new Entry(command, cause, decided));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Does all there is. Short: nothing of it blocks. */
    @Override
    public synchronized void run() {
        for (Entry entry = entries.poll(); entry != null; entry = entries.poll()) {
            effects.carryOut(entry.command(), entry.cause(), entry.decided());
        }
    }
}
