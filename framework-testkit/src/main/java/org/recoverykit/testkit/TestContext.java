package org.recoverykit.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apiguardian.api.API;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.spi.FirstAid;
import org.recoverykit.spi.Notes;
import org.recoverykit.spi.Ownership;
import org.recoverykit.spi.Registration;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.spi.TimeSource;

/**
 * A resource's context without an engine. Records what the kit suspects; notes are in memory and outlive it
 * ({@link #afterRestart()}). Periodic tasks run when the given time says so: at once with {@link ManualTime#advance}, or on
 * {@link RealTime}'s thread. Thread-safe.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class TestContext implements ResourceContext, AutoCloseable {

    private final String tag;
    private final EngineTime time;
    private final TestNotes notes;
    private final Path workDirectory;
    private final Map<String, Map<String, String>> childNotes;
    private final List<String> suspects = new CopyOnWriteArrayList<>();
    private final List<Registration> periodic = new CopyOnWriteArrayList<>();
    private final List<Throwable> taskFailures = new CopyOnWriteArrayList<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean dead = new AtomicBoolean();
    private final AtomicBoolean firstAidAllowed = new AtomicBoolean();
    private final Notes mortalNotes;

    /**
     * A first context.
     *
     * @param tag the resource's name
     * @param time a {@link ManualTime}, or a {@link RealTime} that the caller closes
     * @param workDirectory made at first use
     */
    public TestContext(String tag, EngineTime time, Path workDirectory) {
        this(tag, time, new TestNotes(), workDirectory, new ConcurrentHashMap<>());
    }

    private TestContext(
            String tag, EngineTime time, TestNotes notes, Path work, Map<String, Map<String, String>> childNotes) {
        this.tag = tag;
        this.time = time;
        this.notes = notes;
        this.workDirectory = work;
        this.childNotes = childNotes;
        this.mortalNotes = new MortalNotes(notes, dead::get);
    }

    /** The context that the same resource gets in the engine's next life: same notes and directory, nothing else kept. */
    public TestContext afterRestart() {
        return new TestContext(tag, time, notes, workDirectory, childNotes);
    }

    @Override
    public String tag() {
        return tag;
    }

    @Override
    public String node() {
        return "node-a";
    }

    @Override
    public TimeSource time() {
        return time;
    }

    @Override
    public void suspect(String reason) {
        if (!closed.get() && !dead.get()) {
            suspects.add(reason);
        }
    }

    /** What the kit has suspected so far, in order. */
    public List<String> suspects() {
        return new ArrayList<>(suspects);
    }

    /** Whether first aid is allowed from now on; it is not at first. */
    public void allowFirstAid(boolean allowed) {
        firstAidAllowed.set(allowed);
    }

    @Override
    public Optional<FirstAid> firstAid() {
        return firstAidAllowed.get() && !closed.get() && !dead.get() ? Optional.of(new Permission()) : Optional.empty();
    }

    private final class Permission implements FirstAid {
        @Override
        public Ownership ownership() {
            return Ownership.permanent();
        }

        @Override
        public void step(String name) {}

        @Override
        public void given(String reason) {
            suspect(reason);
        }
    }

    @Override
    public Registration every(Duration period, Runnable task) {
        if (period.isZero() || period.isNegative()) {
            throw new IllegalArgumentException("period is " + period + "; allowed: above 0");
        }
        if (closed.get()) {
            throw new IllegalStateException("the context of " + tag + " is closed");
        }
        Registration registration = new Periodic(time, period, task, taskFailures::add);
        periodic.add(registration);
        return registration;
    }

    /** What periodic tasks have thrown; the engine would log it and go on, as this does. */
    public List<Throwable> taskFailures() {
        return new ArrayList<>(taskFailures);
    }

    @Override
    public Notes notes() {
        return mortalNotes;
    }

    /** The same notes from outside, to look at them and to make them fail. */
    public TestNotes testNotes() {
        return notes;
    }

    @Override
    public Map<String, String> childNotes(String childTag) {
        return childNotes.getOrDefault(childTag, Map.of());
    }

    /** Makes a tag a direct child with these notes. */
    public TestContext withChild(String childTag, Map<String, String> itsNotes) {
        childNotes.put(childTag, Map.copyOf(itsNotes));
        return this;
    }

    @Override
    public Path workDirectory() {
        try {
            return Files.createDirectories(workDirectory);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make the work directory " + workDirectory, e);
        }
    }

    /** From now on nothing that this context's kit does has an effect on notes or suspects: its process is gone. */
    void die() {
        dead.set(true);
        close();
    }

    boolean isDead() {
        return dead.get();
    }

    /** What the engine does after the kit's close: periodic tasks end. */
    @Override
    public void close() {
        closed.set(true);
        periodic.forEach(Registration::close);
    }
}
