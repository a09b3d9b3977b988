package org.recoverykit.kit.generic.run;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.recoverykit.kit.generic.run.Containment.RunMark;
import org.recoverykit.linux.process.ChildProcess;
import org.recoverykit.linux.process.Signals;
import org.recoverykit.spi.TimeSource;

/** Ends processes: asked first, then by force, and looks whether they have ended. */
final class Ender {
    /** A look at all processes of a machine costs milliseconds. */
    private static final Duration LOOK = Duration.ofMillis(20);

    /** SIGKILL works at once, unless the process waits for a disk that does not answer; then nothing helps. */
    private static final Duration FORCE = Duration.ofSeconds(1);

    private final Containment containment;
    private final TimeSource time;

    Ender(Containment containment, TimeSource time) {
        this.containment = containment;
        this.time = time;
    }

    /**
     * Ends a run. No interrupt ends this: whoever interrupts wants just that, and the grace says how long it may take.
     *
     * @return who lives on in spite of it
     */
    List<ProcessEntry> end(ChildProcess child, RunMark run, Duration grace) {
        boolean unused = child.signalGroup(Signals.TERM);
        containment.members(run).forEach(p -> p.signal(Signals.TERM));
        long until = time.nanoTime() + grace.toNanos();
        while (time.nanoTime() - until < 0) {
            boolean ended = child.await(LOOK).isPresent();
            if (ended
                    && !child.signalGroup(Signals.NONE)
                    && containment.members(run).isEmpty()) {
                return List.of();
            }
            if (ended) {
                pauseInSpiteOfInterrupts(LOOK);
            }
        }
        return force(child, run);
    }

    /** Ends a run at once. Its group may be asked for long after: zombies are in it until somebody takes them away. */
    List<ProcessEntry> force(ChildProcess child, RunMark run) {
        return force(
                () -> containment.members(run),
                () -> {
                    boolean unused = child.signalGroup(Signals.KILL);
                    containment.kill(run);
                },
                () -> child.await(LOOK).isPresent());
    }

    /** Ends these at once. */
    List<ProcessEntry> killAll(Supplier<List<ProcessEntry>> processes) {
        return force(processes, () -> {}, () -> true);
    }

    /**
     * Ends the service's processes: asks, gives them time, then by force.
     *
     * @return who had to be ended
     */
    List<String> endService(Duration grace, Duration atMost) throws InterruptedException {
        List<ProcessEntry> left = containment.service();
        if (left.isEmpty()) {
            return List.of();
        }
        List<String> names = left.stream().map(ProcessEntry::toString).toList();
        left.forEach(p -> p.signal(Signals.TERM));
        long until = time.nanoTime() + min(grace, atMost).toNanos();
        while (time.nanoTime() - until < 0 && !left.isEmpty()) {
            Pause.of(LOOK);
            left = containment.service();
        }
        if (!left.isEmpty()) {
            List<ProcessEntry> unused = force(containment::service, () -> {}, () -> true);
        }
        return names;
    }

    private List<ProcessEntry> force(Supplier<List<ProcessEntry>> who, Runnable first, Supplier<Boolean> enough) {
        long until = time.nanoTime() + FORCE.toNanos();
        List<ProcessEntry> left;
        do {
            first.run();
            left = who.get();
            left.forEach(p -> p.signal(Signals.KILL));
            if (enough.get() && left.isEmpty()) {
                return List.of();
            }
            pauseInSpiteOfInterrupts(Duration.ofMillis(1));
        } while (time.nanoTime() - until < 0);
        return left;
    }

    private static void pauseInSpiteOfInterrupts(Duration pause) {
        boolean interrupted = Thread.interrupted();
        try {
            Pause.of(pause);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
