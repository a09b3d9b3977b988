package org.recoverykit.core.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.recoverykit.core.files.FileTrust;
import org.recoverykit.engine.Problem;

/** One file, made sure of before anything in it is parsed, and read as a tree. */
final class ConfigFile {

    private static final int LARGEST = 1 << 20;

    /** Who may have written the file. */
    enum Trust {
        /** If this process is root: only root. Otherwise anybody. */
        AS_PRIVILEGED,
        /** Anybody, for tests. */
        ANYBODY
    }

    private final Path file;
    private final Trust trust;
    private final List<Problem> problems;

    private ConfigFile(Path file, Trust trust, List<Problem> problems) {
        this.file = file;
        this.trust = trust;
        this.problems = problems;
    }

    /** What it says, as far as it can be read; empty if that is nothing. */
    static Document read(Path file, Trust trust, List<Problem> problems) {
        return new ConfigFile(file, trust, problems).read();
    }

    private Document read() {
        DocumentBuilder builder = new DocumentBuilder(file.toString(), problems);
        String name = file.toString().toLowerCase(Locale.ROOT);
        boolean json = name.endsWith(".json");
        if (!json && !name.endsWith(".yaml") && !name.endsWith(".yml")) {
            refuse("the name must end in .yaml, .yml or .json, which tells how to read it");
            return builder.build();
        }
        Optional<String> text = text();
        if (text.isPresent() && json) {
            JsonReader.read(text.get(), builder);
        } else if (text.isPresent()) {
            YamlReader.read(text.get(), builder);
        }
        return builder.build();
    }

    private Optional<String> text() {
        try {
            Path real = file.toRealPath();
            if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
                refuse("is no plain file (a directory, a pipe or a device): nothing is read of it");
                return Optional.empty();
            }
            Optional<String> distrust = distrust(real);
            if (distrust.isPresent()) {
                refuse(distrust.get());
                return Optional.empty();
            }
            return bytes(real).flatMap(this::decoded).filter(this::clean);
        } catch (NoSuchFileException e) {
            refuse("there is no such file");
        } catch (IOException e) {
            refuse("cannot be read: " + e);
        }
        return Optional.empty();
    }

    private Optional<String> distrust(Path real) throws IOException {
        if (trust == Trust.ANYBODY || FileTrust.ourUid() != 0) {
            return Optional.empty();
        }
        Optional<String> own = FileTrust.distrust(real, true);
        Optional<String> distrust = own.isPresent() ? own : FileTrust.distrustAbove(real);
        return distrust.map(p -> p + "; whoever writes it decides what this process does as root");
    }

    private Optional<byte[]> bytes(Path real) throws IOException {
        try (FileChannel channel = FileChannel.open(real, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long size = channel.size();
            if (size > LARGEST) {
                refuse("has " + size + " bytes; allowed: " + LARGEST);
                return Optional.empty();
            }
            ByteBuffer buffer = ByteBuffer.allocate((int) size);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // until the size that was checked is read, or the file has become shorter
            }
            byte[] all = new byte[buffer.position()];
            buffer.flip().get(all);
            return Optional.of(all);
        }
    }

    private Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            refuse("is not UTF-8 text: save it as UTF-8");
            return Optional.empty();
        }
    }

    /** All lines with characters that no configuration may have. */
    private boolean clean(String text) {
        if (text.startsWith("\ufeff")) {
            tell(1, "the file begins with a byte order mark: save it as UTF-8 without one");
            return false;
        }
        if (text.indexOf('\r') >= 0) {
            int line = 1
                    + (int) text.substring(0, text.indexOf('\r'))
                            .chars()
                            .filter(c -> c == '\n')
                            .count();
            tell(line, "holds a carriage return: save it with Unix line ends");
            return false;
        }
        int before = problems.size();
        int number = 1;
        for (String line : text.split("\n", -1)) {
            int here = number++;
            TextRules.characterProblem(line).ifPresent(problem -> tell(here, "the line " + problem));
        }
        return problems.size() == before;
    }

    private void tell(int line, String message) {
        problems.add(new Problem(file.toString(), OptionalInt.of(line), "", message));
    }

    private void refuse(String message) {
        problems.add(new Problem(file.toString(), OptionalInt.empty(), "", message));
    }
}
