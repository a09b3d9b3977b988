package org.recoverykit.core.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.recoverykit.core.model.Fact;
import org.recoverykit.core.model.Facts;
import org.recoverykit.core.model.ResourceFacts;
import org.recoverykit.core.state.JournalWriter.Pending;
import org.recoverykit.spi.Notes;
import org.recoverykit.spi.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The facts of one node on disk. One process at a time has a directory. Thread-safe. What {@link #facts} shows is on the
 * disk; a fact that could not be written is never seen.
 *
 * <p>Appends that wait while the disk is busy are written together and share one fsync.
 */
public final class StateStore implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StateStore.class);
    private static final int LARGEST_GROUP = 4096;

    private final StateDirectory directory;
    private final Recovery recovery;
    private final FactFold fold;
    private final JournalWriter writer;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<Pending> waiting = new ArrayList<>();
    private boolean closed;

    private StateStore(StateDirectory directory, StateReader.Result before, JournalWriter writer) {
        this.directory = directory;
        this.recovery = before.recovery();
        this.fold = before.fold();
        this.writer = writer;
        this.thread = new Thread(this::writeUntilClosed, "rk-journal");
        this.thread.setDaemon(true);
    }

    /**
     * Takes the directory (made if missing, mode 0700) and reads what is there.
     *
     * @throws UnusableStateException if another process has it, if it is not safely ours, or if files are there of which
     *     nothing can be read
     */
    public static StateStore open(Path directory, TimeSource time, StateTroubleListener trouble)
            throws UnusableStateException {
        return open(directory, time, trouble, StepHook.NONE);
    }

    /** {@link #open(Path, TimeSource, StateTroubleListener)} for tests that end the process, or the disk, at a step. */
    public static StateStore open(Path directory, TimeSource time, StateTroubleListener trouble, StepHook hook)
            throws UnusableStateException {
        StateDirectory ours = StateDirectory.open(directory);
        boolean opened = false;
        try {
            LineCodec codec = new LineCodec();
            StateReader.Result before = StateReader.read(ours, codec);
            before.recovery().warnings().forEach(warning -> LOG.warn("event=state-recovered-with-loss {}", warning));
            JournalWriter writer = new JournalWriter(ours, codec, before, time, trouble, hook);
            writer.begin();
            StateStore store = new StateStore(ours, before, writer);
            store.thread.start();
            opened = true;
            return store;
        } catch (IOException e) {
            throw new UnusableStateException("state directory " + directory + " cannot be read: " + e, e);
        } finally {
            if (!opened) {
                ours.close();
            }
        }
    }

    /** How reading went. */
    public Recovery recovery() {
        return recovery;
    }

    /** All that is durable now, folded. Cheap if nothing was appended since the last call. Never waits for the disk. */
    public Facts facts() {
        return fold.facts();
    }

    /** What is durable of one resource. Cheap, never blocks. */
    public ResourceFacts resource(String tag) {
        return fold.resource(tag);
    }

    /**
     * Writes facts, all or none. Never blocks. The stage completes on the journal's thread, appends in the order given, when
     * they are on the disk; or exceptionally with a {@link Notes.NotDurableException}, and then none of them is known, now or
     * after a restart: what was refused is made sure to be left out before it is answered. Only a disk that takes neither the
     * write nor the leaving out leaves that open; the message says "cannot tell", the facts are not known to this store, and
     * its next write that succeeds (or its close) leaves them out. What depends on the stage must be short: it holds up
     * the next write. An empty list completes at once.
     */
    public CompletionStage<Void> append(List<Fact> facts) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (facts.isEmpty()) {
            done.complete(null);
            return done;
        }
        lock.lock();
        try {
            if (closed) {
                IllegalStateException cause = new IllegalStateException("the state store is closed");
                done.completeExceptionally(new Notes.NotDurableException("not written: the engine is closed", cause));
            } else {
                waiting.add(new Pending(List.copyOf(facts), done));
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
        return done;
    }

    /**
     * {@link #append}, and waits until the disk has answered, whatever the thread's interrupt (which stays set): whoever
     * stopped waiting would not know whether the fact is there.
     *
     * @throws Notes.NotDurableException if it could not be written
     */
    public void appendAndWait(List<Fact> facts) {
        Throwable failure = append(facts)
                .handle((done, thrown) -> Optional.ofNullable(thrown))
                .toCompletableFuture()
                .join()
                .orElse(null);
        if (failure != null) {
            // a new one: whose stack trace is the writer's would not say who wanted to write
            throw new Notes.NotDurableException(String.valueOf(failure.getMessage()), failure);
        }
    }

    /** The durable notes of one resource. One object a resource keeps their limits; ask once. */
    public Notes notes(String tag) {
        return new NotesView(this, tag);
    }

    /**
     * The directory for a resource's own files; made if missing, mode 0700.
     *
     * @throws UnusableStateException if it cannot be made, or is not safely ours
     */
    public Path workDirectory(String tag) throws UnusableStateException {
        return directory.workDirectory(tag);
    }

    /** Writes what was appended before, then lets the directory go. Idempotent. Later appends fail. Waits for the disk. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true; // the lock must not be given up before the last write
            }
        }
        directory.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void writeUntilClosed() {
        for (List<Pending> group = next(); !group.isEmpty(); group = next()) {
            try {
                writer.write(group);
            } catch (RuntimeException | Error e) {
                // a defect, or no memory: nobody may wait for ever, and the file's end is unknown
                LOG.error("event=state-writer-failed", e);
                writer.fail(group, e);
            }
        }
        writer.close();
    }

    /** Waits for appends; empty once closed and nothing waits any more. */
    private List<Pending> next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            List<Pending> group = waiting;
            waiting = new ArrayList<>();
            if (group.size() > LARGEST_GROUP) {
                waiting.addAll(group.subList(LARGEST_GROUP, group.size()));
                return List.copyOf(group.subList(0, LARGEST_GROUP));
            }
            return group;
        } finally {
            lock.unlock();
        }
    }
}
