package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.recoverykit.kit.generic.run.Containment.Entrance;
import org.recoverykit.kit.generic.run.Containment.RunMark;
import org.recoverykit.kit.generic.run.Outcome.NotStarted;
import org.recoverykit.kit.generic.run.Outcome.Obstacle;
import org.recoverykit.kit.generic.run.ScriptFile.Look;
import org.recoverykit.linux.file.FileStamp;
import org.recoverykit.linux.process.ChildProcess;
import org.recoverykit.linux.process.Spawned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs scripts on Linux. Thread-safe: a second script at the same time is refused. */
public final class LinuxScriptRunner implements ScriptRunner, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LinuxScriptRunner.class);
    private static final AtomicLong COUNT = new AtomicLong();
    private static final int ENOENT = 2;
    private static final int ENOEXEC = 8;
    private static final int EACCES = 13;
    private static final int ETXTBSY = 26;
    private static final int BUSY_TRIES = 3;
    private static final Duration BUSY_PAUSE = Duration.ofMillis(100);

    private final Surroundings surroundings;
    private final Containment containment;
    private final Ender ender;
    private final ReentrantLock running = new ReentrantLock();
    private final AtomicLong skipped = new AtomicLong();

    /** Starts nothing. */
    public LinuxScriptRunner(Surroundings surroundings) {
        this(
                surroundings,
                EngineGroup.parent()
                        .<Containment>map(parent -> new CgroupContainment(
                                parent, surroundings.resourceMark(), groupName(surroundings), Birth.in(parent)))
                        .orElseGet(() -> new SessionContainment(surroundings.resourceMark())));
    }

    LinuxScriptRunner(Surroundings surroundings, Containment containment) {
        this.surroundings = surroundings;
        this.containment = containment;
        this.ender = new Ender(containment, surroundings.time());
    }

    private static String groupName(Surroundings surroundings) {
        return "rk." + surroundings.tag() + "."
                + Integer.toHexString(surroundings.resourceMark().hashCode());
    }

    /** How well descendants are contained here, for a person. */
    public String level() {
        return containment.level();
    }

    /** Scripts that were not run because another one of this resource was running. */
    public long skipped() {
        return skipped.get();
    }

    /** Ends what a script of a former life has left running; who that was. Blocks for some 100 ms if there is anything. */
    public List<String> endFormerLife() {
        Path state = surroundings.state();
        Optional<RunMark> mark = RunRecord.read(state).flatMap(RunRecord::toEnd);
        List<String> names = mark.stream()
                .flatMap(run -> containment.members(run).stream())
                .map(ProcessEntry::toString)
                .toList();
        if (!names.isEmpty()) {
            // Looked for again and again: what is being ended may just have started another.
            mark.ifPresent(run -> ender.killAll(() -> containment.members(run)));
            LOG.warn("event=former-script-ended resource={} processes={}", surroundings.tag(), names);
        }
        try {
            if (!names.isEmpty()) {
                RunRecord.end(state);
            }
        } catch (IOException e) {
            LOG.warn("event=run-record-not-removed resource={} reason={}", surroundings.tag(), e.toString());
        }
        return names;
    }

    /** Ends what the service has left running after its remove; who that was. */
    public List<String> endService(Duration atMost) throws InterruptedException {
        List<String> ended = ender.endService(min(surroundings.grace(), atMost), atMost);
        containment.release();
        return ended;
    }

    @Override
    public Outcome run(Invocation invocation, Purpose purpose, Duration limit) throws InterruptedException {
        if (!running.tryLock()) {
            return new NotStarted(
                    Obstacle.BUSY,
                    "another script of this resource is still running; " + skipped.incrementAndGet()
                            + " skipped so far");
        }
        try {
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted before a script was run");
            }
            return runAlone(invocation, purpose, limit);
        } catch (IOException e) {
            return new NotStarted(Obstacle.NO_ROOM, "cannot write in " + surroundings.state() + ": " + e.getMessage());
        } finally {
            running.unlock();
        }
    }

    private Outcome runAlone(Invocation invocation, Purpose purpose, Duration limit)
            throws IOException, InterruptedException {
        List<String> words = invocation.command();
        Look look = KnownScript.executable(
                words.get(0), runAs(), surroundings.time().wallTime());
        if (look instanceof Look.Bad bad) {
            return bad.why();
        }
        if (invocation.read().isPresent()
                && KnownScript.readable(
                                invocation.read().get(),
                                runAs(),
                                surroundings.time().wallTime())
                        instanceof Look.Bad bad) {
            return bad.why();
        }
        if (!FileStamp.behind(surroundings.directory().toString())
                .filter(FileStamp::isDirectory)
                .isPresent()) {
            return new NotStarted(
                    Obstacle.NOT_INSTALLED, "the working directory " + surroundings.directory() + " does not exist");
        }
        for (int attempt = 1; ; attempt++) {
            Outcome outcome = attempt(invocation, ((Look.Good) look).real(), purpose, limit);
            boolean busy = outcome instanceof NotStarted not && not.why() == Obstacle.BUSY;
            if (!busy || attempt == BUSY_TRIES) {
                return outcome;
            }
            Pause.of(BUSY_PAUSE);
        }
    }

    private Outcome attempt(Invocation invocation, Path real, Purpose purpose, Duration limit)
            throws IOException, InterruptedException {
        String id = ProcessHandle.current().pid() + "-"
                + Long.toHexString(surroundings.time().nanoTime()) + "-" + COUNT.incrementAndGet();
        Path state = surroundings.state();
        OutputFile output = OutputFile.fresh(state.resolve(invocation.label() + ".out"));
        Entrance entrance = containment.enter(purpose);
        List<String> command = Command.of(script(invocation, real), entrance, surroundings.identity());
        RunRecord.begin(state, id, purpose);
        try {
            Spawned spawned =
                    start(entrance, command, variables(invocation, id), surroundings.directory(), output.path());
            if (spawned instanceof Spawned.Refused refused) {
                return refused(refused, real);
            }
            try (ChildProcess child = ((Spawned.Running) spawned).child()) {
                RunRecord.started(state, id, purpose, child.pid());
                return new Run(surroundings, containment, ender, output, child, new RunMark(id, child.pid()))
                        .toEnd(purpose, limit);
            }
        } finally {
            RunRecord.end(state);
        }
    }

    static Spawned start(
            Entrance entrance, List<String> command, Map<String, String> variables, Path directory, Path output) {
        return entrance instanceof Entrance.Born born
                ? ChildProcess.startIn(born.group(), command, variables, directory, output)
                : ChildProcess.start(command, variables, directory, output);
    }

    /** A script that the kernel runs is named as it really is; one for an interpreter is an argument, as it was given. */
    private static List<String> script(Invocation invocation, Path real) {
        List<String> words = new ArrayList<>(invocation.command());
        words.set(0, real.toString());
        return words;
    }

    private Map<String, String> variables(Invocation invocation, String id) {
        Map<String, String> all = new HashMap<>();
        all.put("PATH", Surroundings.PATH);
        all.put("LC_ALL", "C");
        all.put("HOME", "/");
        all.putAll(invocation.environment());
        all.putAll(surroundings.secrets());
        all.put("RK_KIT", "generic");
        all.put("RK_TAG", surroundings.tag());
        all.put("RK_NODE", surroundings.node());
        all.put(Surroundings.RESOURCE_MARK, surroundings.resourceMark());
        all.put(Surroundings.RUN_MARK, id);
        if (surroundings.identity().isEmpty()) {
            all.put("RK_STATE_DIR", surroundings.state().toString());
        }
        return all;
    }

    private OptionalInt runAs() {
        return surroundings.identity().map(who -> OptionalInt.of(who.uid())).orElse(OptionalInt.empty());
    }

    private static NotStarted refused(Spawned.Refused refused, Path script) {
        return switch (refused.errno()) {
            case ENOENT, EACCES, ENOEXEC ->
                new NotStarted(Obstacle.NOT_INSTALLED, script + " cannot be run: " + refused.reason());
            case ETXTBSY ->
                new NotStarted(
                        Obstacle.BUSY,
                        script + " is being written by somebody just now (ETXTBSY); try again when that is done");
            default -> new NotStarted(Obstacle.NO_ROOM, script + " could not be started: " + refused.reason());
        };
    }

    /** What the service's own output has grown to is cut; to be called now and then. */
    public void trimOutput() {
        try {
            if (Files.isDirectory(surroundings.state())) {
                for (Path file : OutputFile.all(surroundings.state())) {
                    OutputFile.trim(file);
                }
            }
        } catch (IOException e) {
            LOG.warn("event=output-not-trimmed resource={} reason={}", surroundings.tag(), e.toString());
        }
    }

    private static Duration min(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    /** Leaves the service as it is. */
    @Override
    public void close() {
        containment.release();
    }
}
