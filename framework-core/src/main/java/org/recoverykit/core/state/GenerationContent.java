package org.recoverykit.core.state;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.recoverykit.core.model.Fact;

/**
 * What can be read of one file.
 *
 * @param name the file's name
 * @param header its first line, if that can be read
 * @param snapshotWhole whether all of the snapshot can be read
 * @param snapshot the snapshot's facts, as far as they can be read
 * @param appends in sequence without a gap, up to the first line that cannot be read
 * @param damage what could not be read of the appends; empty if there is nothing
 */
record GenerationContent(
        String name,
        Optional<Line.Header> header,
        boolean snapshotWhole,
        List<Fact> snapshot,
        List<Line.Append> appends,
        Optional<String> damage) {

    /** The number of the last append before this file. */
    OptionalLong after() {
        if (header.isPresent()) {
            return OptionalLong.of(header.get().after());
        }
        return appends.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(appends.get(0).sequence() - 1);
    }

    static GenerationContent of(String name, byte[] bytes, LineCodec codec) {
        return new Parser(name, bytes, codec).parse();
    }

    private static final class Parser {
        private final String name;
        private final byte[] bytes;
        private final LineCodec codec;
        private final List<Fact> snapshot = new ArrayList<>();
        private final List<Line.Append> appends = new ArrayList<>();
        private int position;

        Parser(String name, byte[] bytes, LineCodec codec) {
            this.name = name;
            this.bytes = bytes;
            this.codec = codec;
        }

        GenerationContent parse() {
            Optional<Line.Header> header = peek(Line.Header.class);
            header.ifPresent(h -> skipLine());
            boolean whole = header.isPresent() && readSnapshot(header.get().snapshotLines());
            if (!whole) {
                skipToFirstAppend();
            }
            readAppends();
            return new GenerationContent(name, header, whole, snapshot, appends, damage());
        }

        private boolean readSnapshot(long lines) {
            for (long i = 0; i < lines; i++) {
                Optional<Line.Snapshot> line = peek(Line.Snapshot.class);
                if (line.isEmpty()) {
                    return false;
                }
                snapshot.addAll(line.get().facts());
                skipLine();
            }
            return true;
        }

        private void skipToFirstAppend() {
            while (position < bytes.length && peek(Line.Append.class).isEmpty()) {
                skipLine();
            }
        }

        private void readAppends() {
            Optional<Line.Append> next = peek(Line.Append.class);
            while (next.isPresent() && follows(next.get())) {
                appends.add(next.get());
                skipLine();
                next = peek(Line.Append.class);
            }
        }

        private boolean follows(Line.Append next) {
            return appends.isEmpty()
                    || next.sequence() == appends.get(appends.size() - 1).sequence() + 1;
        }

        private Optional<String> damage() {
            int from = position;
            if (from == bytes.length) {
                return Optional.empty();
            }
            int later = 0;
            for (; position < bytes.length; skipLine()) {
                later += peek(Line.Append.class).isPresent() ? 1 : 0;
            }
            String what = name + ": " + (bytes.length - from) + " bytes from byte " + from + " on ";
            return Optional.of(
                    later == 0
                            ? what + "are no whole line, as after a crash in the middle of a write; left out"
                            : what + "are damaged, with " + later + " appends that had been acknowledged; left out");
        }

        private <T extends Line> Optional<T> peek(Class<T> wanted) {
            int end = lineEnd();
            return end == bytes.length
                    ? Optional.empty() // no newline: not whole
                    : codec.decode(bytes, position, end)
                            .filter(wanted::isInstance)
                            .map(wanted::cast);
        }

        private void skipLine() {
            position = Math.min(bytes.length, lineEnd() + 1);
        }

        private int lineEnd() {
            int end = position;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            return end;
        }
    }
}
