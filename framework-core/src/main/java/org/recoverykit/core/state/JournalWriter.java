package org.recoverykit.core.state;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.recoverykit.core.model.Fact;
import org.recoverykit.spi.Notes;
import org.recoverykit.spi.TimeSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes groups of appends. One thread at a time. An append has one of three answers: it is on the disk; it is not, and will
 * not be after any crash; or the disk refused even to leave it out, and nobody can tell.
 */
final class JournalWriter {

    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    private static final String IN_DOUBT =
            "cannot tell whether it was written (if it was, it is known after a restart)";

    private final StateDirectory directory;
    private final LineCodec codec;
    private final FactFold fold;
    private final TimeSource time;
    private final StateTroubleListener trouble;
    private final StepHook hook;
    private Optional<Generation> current = Optional.empty();
    private long highest;
    private long keepFrom;
    private long sequence;
    private boolean troubled;
    private boolean inDoubt;

    JournalWriter(
            StateDirectory directory,
            LineCodec codec,
            StateReader.Result before,
            TimeSource time,
            StateTroubleListener trouble,
            StepHook hook) {
        this.directory = directory;
        this.codec = codec;
        this.fold = before.fold();
        this.highest = before.highest();
        this.keepFrom = before.base();
        this.sequence = before.recovery().lastSequence();
        this.time = time;
        this.trouble = trouble;
        this.hook = hook;
    }

    /** Facts that wait, and who waits for them. */
    record Pending(List<Fact> facts, CompletableFuture<Void> done) {}

    /** The first generation of this run. If the disk refuses, the facts can be read all the same, and appends try again. */
    void begin() {
        try {
            rotate();
        } catch (IOException e) {
            tellTrouble(e);
        }
    }

    /** All of them with one fsync; then each is acknowledged, in order. */
    void write(List<Pending> group) {
        List<byte[]> lines = new ArrayList<>();
        long number = sequence;
        for (Pending pending : group) {
            lines.add(codec.encode(new Line.Append(++number, time.wallTime().toString(), pending.facts())));
        }
        try {
            if (current.isEmpty()) {
                rotate();
            }
            current.orElseThrow().append(lines);
        } catch (IOException e) {
            refuse(group, e, leaveOut() ? "not written" : IN_DOUBT);
            return;
        }
        sequence = number;
        acknowledge(group);
        rotateIfOutgrown();
    }

    /** After a defect in the middle of a write: how far it came is not known. */
    void fail(List<Pending> group, Throwable defect) {
        leaveOut();
        refuse(group, new IOException(defect), IN_DOUBT);
    }

    /** Answers all with "not durable". */
    private void refuse(List<Pending> group, Exception cause, String outcome) {
        tellTrouble(cause);
        Notes.NotDurableException refusal = new Notes.NotDurableException(
                "state directory " + directory.path() + ": " + outcome + ", " + cause, cause);
        group.forEach(pending -> pending.done().completeExceptionally(refusal));
    }

    /**
     * Makes sure, before anybody is told of the failure, that no reader finds after a crash what is about to be refused: it
     * is cut off, or, if the disk does not even allow that, a generation begins that leaves it out.
     *
     * @return false if neither could be done
     */
    private boolean leaveOut() {
        if (current.isEmpty() || abandon()) {
            return true; // no file was written to, or it is as before
        }
        try {
            rotate();
            return true;
        } catch (IOException e) {
            inDoubt = true;
            return false;
        }
    }

    /**
     * The file is not appended to again: the kernel may have dropped the pages of a failed fsync and call the next one good.
     *
     * @return whether it surely ends where it was acknowledged
     */
    private boolean abandon() {
        Generation failed = current.orElseThrow();
        current = Optional.empty();
        try {
            failed.cutBack();
            return true;
        } catch (IOException e) {
            LOG.warn(
                    "event=state-file-abandoned file={} cause=\"{}\"",
                    directory.generation(failed.number()),
                    e.toString());
            return false;
        }
    }

    /** If something is in doubt, tries a last time to leave it out. */
    void close() {
        try {
            if (inDoubt) {
                rotate();
            }
            if (current.isPresent()) {
                current.get().close();
            }
        } catch (IOException e) {
            LOG.warn("event=state-file-close-failed cause=\"{}\"", e.toString());
        }
    }

    private void acknowledge(List<Pending> group) {
        if (troubled) {
            troubled = false;
            LOG.info("event=state-durable-again directory={}", directory.path());
            trouble.durableAgain();
        }
        fold.add(group.stream().flatMap(pending -> pending.facts().stream()).toList());
        for (Pending pending : group) {
            pending.done().complete(null);
            step(StateStep.APPEND_ACKNOWLEDGED);
        }
    }

    private void rotateIfOutgrown() {
        Generation now = current.orElseThrow();
        if (now.outgrown()) {
            try {
                rotate();
                now.close();
            } catch (IOException e) {
                tellTrouble(e); // what was appended is safe where it is
                now.postponeRotation();
                if (Files.exists(directory.generation(highest + 1))) {
                    abandon(); // it has its name: a reader would begin there, and miss what was appended to the old one
                }
            }
        }
    }

    private void rotate() throws IOException {
        long number = highest + 1;
        current = Optional.of(Generation.begin(directory, number, sequence, fold.facts(), codec, hook));
        inDoubt = false; // a reader begins with this generation, and takes of those before what it counts only
        deleteBefore(keepFrom);
        keepFrom = number;
        highest = number;
        step(StateStep.OLD_DELETED);
    }

    /** Keeps the generation before, should this one's snapshot be damaged one day. */
    private void deleteBefore(long number) {
        try {
            for (Path old : directory.generations().headMap(number).values()) {
                Files.delete(old);
            }
        } catch (IOException | UnusableStateException e) {
            LOG.warn("event=state-old-file-kept cause=\"{}\"", e.toString());
        }
    }

    private void tellTrouble(Exception cause) {
        troubled = true;
        LOG.error("event=state-not-durable directory={} cause=\"{}\"", directory.path(), cause.toString());
        trouble.notDurable("state directory " + directory.path() + ": " + cause);
    }

    private void step(StateStep step) {
        try {
            hook.reached(step);
        } catch (IOException e) {
            LOG.debug("event=step-has-no-failure step={}", step);
        }
    }
}
