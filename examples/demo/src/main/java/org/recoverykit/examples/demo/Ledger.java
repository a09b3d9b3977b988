package org.recoverykit.examples.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.EngineEvent.CheckFailed;
import org.recoverykit.engine.EngineEvent.OperationEnded;
import org.recoverykit.engine.EngineEvent.StateChanged;
import org.recoverykit.engine.EngineEvent.Suspected;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.spi.ActionResult;

/** Everything the engines have told, and a way to wait for more of it. Safe for any thread. */
final class Ledger {

    /**
     * One thing told.
     *
     * @param node by whose engine
     * @param at when it happened
     * @param event what
     */
    record Entry(String node, Instant at, EngineEvent event) {}

    private final List<Entry> entries = new ArrayList<>();
    private long lastNanos = System.nanoTime();

    synchronized void add(String node, Instant at, EngineEvent event) {
        entries.add(new Entry(node, at, event));
        lastNanos = System.nanoTime();
        notifyAll();
    }

    /** What was told of the time since a moment, in order. */
    synchronized List<Entry> since(Instant moment) {
        return entries.stream().filter(e -> !e.at().isBefore(moment)).toList();
    }

    /** When an engine first noticed that something was wrong. */
    Optional<Instant> detected(Instant since) {
        return since(since).stream()
                .filter(e -> e.event() instanceof Suspected || e.event() instanceof CheckFailed)
                .map(Entry::at)
                .min(Instant::compareTo);
    }

    /** When the last resource came back into service. */
    Optional<Instant> inService(Instant since) {
        return since(since).stream()
                .filter(e -> e.event() instanceof StateChanged s && s.to() == ServiceState.IN_SERVICE)
                .map(Entry::at)
                .max(Instant::compareTo);
    }

    /** What the engines did, and succeeded in. */
    List<Entry> done(Instant since) {
        return since(since).stream()
                .filter(e -> e.event() instanceof OperationEnded o && o.outcome() == ActionResult.Kind.DONE)
                .toList();
    }

    /** Whether nothing was told for so long. */
    synchronized boolean quietFor(Duration time) {
        return System.nanoTime() - lastNanos >= time.toNanos();
    }

    /** Waits until something is so, looking at each event and every few milliseconds. Whether it became so in time. */
    boolean await(Duration atMost, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            synchronized (this) {
                wait(10);
            }
        }
        return true;
    }
}
