package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.kit.generic.run.Containment.RunMark;
import org.recoverykit.kit.generic.run.Outcome.NotStarted;
import org.recoverykit.kit.generic.run.ScriptRunner.Purpose;
import org.recoverykit.linux.process.ChildProcess;
import org.recoverykit.linux.process.Ending;
import org.recoverykit.linux.process.Signals;

/** One script that runs, followed to its end. */
final class Run {
    /** How often the thread looks at the output and for an interrupt; the script's end is noticed at once. */
    private static final Duration SLICE = Duration.ofMillis(20);

    /** An interrupted call must be over within a second. */
    private static final Duration HASTE = Duration.ofMillis(300);

    private final Surroundings surroundings;
    private final Containment containment;
    private final Ender ender;
    private final OutputFile output;
    private final ChildProcess child;
    private final RunMark mark;
    private final long begun;

    Run(
            Surroundings surroundings,
            Containment containment,
            Ender ender,
            OutputFile output,
            ChildProcess child,
            RunMark mark) {
        this.surroundings = surroundings;
        this.containment = containment;
        this.ender = ender;
        this.output = output;
        this.child = child;
        this.mark = mark;
        this.begun = surroundings.time().nanoTime();
    }

    Outcome toEnd(Purpose purpose, Duration limit) throws IOException, InterruptedException {
        Optional<Ending> ending;
        try {
            ending = await(limit);
        } catch (InterruptedException hurry) {
            ender.end(child, mark, min(HASTE, surroundings.grace()));
            throw hurry;
        }
        if (ending.isEmpty()) {
            List<ProcessEntry> left = ender.end(child, mark, min(surroundings.grace(), limit));
            return new Outcome.TimedOut(limit, report(left));
        }
        if (ending.get() instanceof Ending.Signalled signalled) {
            // What it had begun is worth nothing: nobody knows how far it came.
            List<ProcessEntry> left = alone() ? List.of() : ender.force(child, mark);
            return new Outcome.Signalled(signalled.signal(), report(left));
        }
        List<ProcessEntry> left = afterwards(purpose);
        int code = ((Ending.Exited) ending.get()).code();
        Report report = report(left);
        return Command.complaint(code, report)
                .<Outcome>map(text -> new NotStarted(Command.obstacle(text), text))
                .orElseGet(() -> new Outcome.Exited(code, report));
    }

    private Optional<Ending> await(Duration limit) throws IOException, InterruptedException {
        long until = begun + limit.toNanos();
        while (true) {
            long left = until - surroundings.time().nanoTime();
            if (left <= 0) {
                return Optional.empty();
            }
            Optional<Ending> ending = child.await(min(SLICE, Duration.ofNanos(left)));
            output.trim();
            if (ending.isPresent()) {
                return ending;
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while a script ran");
            }
        }
    }

    /** What is left of it when it has ended by itself; if that is litter, it is ended. */
    private List<ProcessEntry> afterwards(Purpose purpose) {
        if (purpose == Purpose.STARTS_SERVICE) {
            containment.adopt();
            return List.of();
        }
        if (alone()) {
            return List.of();
        }
        List<ProcessEntry> litter = containment.members(mark);
        if (!litter.isEmpty()) {
            List<ProcessEntry> unused = ender.force(child, mark);
        }
        return litter;
    }

    /** Cheap, and right for nearly all: only where this says no the whole machine is searched. */
    private boolean alone() {
        return !child.signalGroup(Signals.NONE) && containment.seemsAlone();
    }

    private Report report(List<ProcessEntry> left) throws IOException {
        Duration took = Duration.ofNanos(surroundings.time().nanoTime() - begun);
        return new Report(
                output.lastLines(surroundings::hidden),
                output.path(),
                output.cut(),
                took,
                left.isEmpty()
                        ? List.of()
                        : left.stream().map(ProcessEntry::toString).toList());
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
