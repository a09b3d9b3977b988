package org.recoverykit.core.state;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.recoverykit.core.model.Fact;
import org.recoverykit.core.model.Facts;

/** The file being written. After an {@link IOException} it is cut back, never appended to: a second fsync may lie about the first. */
final class Generation implements AutoCloseable {

    private static final long SMALLEST_ROTATION = 1 << 20;

    private final long number;
    private final FileChannel channel;
    private final StepHook hook;
    private final long snapshotBytes;
    private long acknowledgedBytes;
    private long rotateAt;

    private Generation(long number, FileChannel channel, StepHook hook, long snapshotBytes) {
        this.number = number;
        this.channel = channel;
        this.hook = hook;
        this.snapshotBytes = snapshotBytes;
        this.acknowledgedBytes = snapshotBytes;
        postponeRotation();
    }

    /** Writes a snapshot aside, makes it durable, and gives it its name. */
    static Generation begin(
            StateDirectory directory, long number, long after, Facts facts, LineCodec codec, StepHook hook)
            throws IOException {
        FileChannel channel = directory.createTemporary(number);
        boolean done = false;
        try {
            hook.reached(StateStep.GENERATION_CREATED);
            long bytes = writeSnapshot(channel, number, after, facts, codec, hook);
            hook.reached(StateStep.GENERATION_WRITTEN);
            channel.force(true);
            hook.reached(StateStep.GENERATION_FORCED);
            Files.move(directory.temporary(number), directory.generation(number), ATOMIC_MOVE);
            hook.reached(StateStep.GENERATION_MOVED);
            directory.force();
            hook.reached(StateStep.DIRECTORY_FORCED);
            done = true;
            return new Generation(number, channel, hook, bytes);
        } finally {
            if (!done) {
                channel.close();
                Files.deleteIfExists(directory.temporary(number));
            }
        }
    }

    private static long writeSnapshot(
            FileChannel channel, long number, long after, Facts facts, LineCodec codec, StepHook hook)
            throws IOException {
        List<List<Fact>> parts = FactFold.unfold(facts);
        List<byte[]> lines = new ArrayList<>();
        lines.add(codec.encode(new Line.Header(Line.FORMAT, number, after, parts.size())));
        parts.forEach(part -> lines.add(codec.encode(new Line.Snapshot(part))));
        int half = (lines.size() + 1) / 2;
        long bytes = write(channel, lines.subList(0, half));
        hook.reached(StateStep.GENERATION_HALF_WRITTEN);
        return bytes + write(channel, lines.subList(half, lines.size()));
    }

    long number() {
        return number;
    }

    /** Writes lines and makes them durable: one write, one fsync. */
    void append(List<byte[]> lines) throws IOException {
        hook.reached(StateStep.APPEND_BEGUN);
        long written = write(channel, lines);
        hook.reached(StateStep.APPEND_WRITTEN);
        channel.force(false);
        hook.reached(StateStep.APPEND_FORCED);
        acknowledgedBytes += written;
    }

    /**
     * After a failed append: leaves no line behind that nobody was told of, and closes. The fsync here is for the file's
     * new length, not for the pages that the one before may have lost: these are cut off.
     */
    void cutBack() throws IOException {
        try (channel) {
            hook.reached(StateStep.CUT_BACK_BEGUN);
            channel.truncate(acknowledgedBytes);
            channel.force(true);
            hook.reached(StateStep.APPEND_CUT_BACK);
        }
    }

    /** Whether it has so many appends that reading a new snapshot would be cheaper. */
    boolean outgrown() {
        return acknowledgedBytes > rotateAt;
    }

    /** As much again before the next try. */
    void postponeRotation() {
        rotateAt = acknowledgedBytes + Math.max(SMALLEST_ROTATION, snapshotBytes);
    }

    private static long write(FileChannel channel, List<byte[]> lines) throws IOException {
        int size = lines.stream().mapToInt(line -> line.length).sum();
        ByteBuffer all = ByteBuffer.allocate(size);
        lines.forEach(all::put);
        all.flip();
        while (all.hasRemaining()) {
            channel.write(all);
        }
        return size;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
