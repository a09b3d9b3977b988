package org.recoverykit.core.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import org.recoverykit.core.model.Fact;

/** Reads what is known from before: the newest generation whose snapshot is whole, and all appends since. */
final class StateReader {

    private final StateDirectory directory;
    private final LineCodec codec;
    private final List<Fact> known = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private long last;

    private StateReader(StateDirectory directory, LineCodec codec) {
        this.directory = directory;
        this.codec = codec;
    }

    /**
     * What was read.
     *
     * @param fold the facts
     * @param recovery how it went
     * @param base the oldest generation that was needed; 0 if there was none
     * @param highest the newest there is; 0 if there is none
     */
    record Result(FactFold fold, Recovery recovery, long base, long highest) {}

    static Result read(StateDirectory directory, LineCodec codec) throws IOException, UnusableStateException {
        return new StateReader(directory, codec).read();
    }

    private Result read() throws IOException, UnusableStateException {
        NavigableMap<Long, Path> files = directory.generations();
        if (files.isEmpty()) {
            if (directory.usedBefore()) {
                warnings.add(directory.path() + " was used before and holds no journal; starting from nothing");
            }
            return new Result(new FactFold(), new Recovery(0, warnings), 0, 0);
        }
        List<Long> numbers = List.copyOf(files.keySet());
        List<GenerationContent> contents = new ArrayList<>();
        for (Map.Entry<Long, Path> file : files.entrySet()) {
            contents.add(content(file.getValue()));
        }
        int base = base(contents);
        known.addAll(contents.get(base).snapshot());
        last = contents.get(base).after().orElse(0);
        for (int i = base; i < contents.size(); i++) {
            addAppends(contents, i);
        }
        FactFold fold = new FactFold();
        fold.add(known);
        return new Result(fold, new Recovery(last, warnings), numbers.get(base), numbers.get(numbers.size() - 1));
    }

    private GenerationContent content(Path file) throws IOException, UnusableStateException {
        String name = String.valueOf(file.getFileName());
        GenerationContent content = GenerationContent.of(name, StateDirectory.read(file), codec);
        if (content.header().isPresent() && content.header().get().format() > Line.FORMAT) {
            throw new UnusableStateException("state file " + file + " has format "
                    + content.header().get().format() + ", written by a newer version; this version reads up to "
                    + Line.FORMAT + ": run the newer version, or configure another state directory");
        }
        return content;
    }

    private int base(List<GenerationContent> contents) throws UnusableStateException {
        for (int i = contents.size() - 1; i >= 0; i--) {
            if (contents.get(i).snapshotWhole()) {
                return i;
            }
            warnings.add(contents.get(i).name() + ": its snapshot is damaged; "
                    + (i > 0 ? "going back to " + contents.get(i - 1).name() : "nothing older is there"));
        }
        OptionalLong first = contents.get(0).after();
        if (first.isPresent()
                && first.getAsLong() == 0
                && contents.get(0).snapshot().isEmpty()) {
            return 0; // nothing came before it, so its snapshot was empty
        }
        throw new UnusableStateException("state directory " + directory.path() + " holds "
                + contents.stream().map(GenerationContent::name).toList()
                + ", and none of them can be read: restore them from a backup; or, if every resource may start from"
                + " nothing known, move them away");
    }

    private void addAppends(List<GenerationContent> contents, int index) {
        GenerationContent content = contents.get(index);
        OptionalLong limit =
                index + 1 < contents.size() ? contents.get(index + 1).after() : OptionalLong.empty();
        for (Line.Append append : content.appends()) {
            if (append.sequence() > limit.orElse(Long.MAX_VALUE)) {
                return; // written, never acknowledged: the next generation was begun without it
            }
            if (append.sequence() > last + 1) {
                warnings.add(content.name() + ": appends " + (last + 1) + " to " + (append.sequence() - 1)
                        + " are lost; those after them are left out");
                return;
            }
            if (append.sequence() == last + 1) {
                known.addAll(append.facts());
                last = append.sequence();
            }
        }
        content.damage().ifPresent(warnings::add);
    }
}
