package org.recoverykit.kit.generic.run;

import java.io.EOFException;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.recoverykit.linux.file.FileStamp;

/**
 * The file that a script writes to. No pipe: a daemon that the script starts keeps it open for ever, and would die of SIGPIPE
 * once nobody reads. No RLIMIT_FSIZE: at the limit that kills the daemon, too. So the file is looked at while the script
 * runs, and emptied when it has grown too long; whoever writes appends, and goes on at its start.
 */
final class OutputFile {
    /** More than this is not kept: the agents' longest meta-data is a fifth of it. */
    static final long LIMIT = 1 << 20;

    private static final int TAIL = 16 * 1024;

    private final Path path;
    private byte[] tail = {};
    private long cut;

    private OutputFile(Path path) {
        this.path = path;
    }

    /** An empty one. */
    static OutputFile fresh(Path path) throws IOException {
        Optional<FileStamp> there = FileStamp.of(path.toString());
        if (there.isPresent() && there.get().isRegular()) {
            if (there.get().size() > 0) {
                PlainFiles.write(path, "");
            }
        } else {
            create(path);
        }
        return new OutputFile(path);
    }

    private static void create(Path path) throws IOException {
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException strange) {
            throw new IOException(path + " is no regular file; remove it", strange);
        }
    }

    Path path() {
        return path;
    }

    /** Empties it if it has grown too long; its last lines are kept. */
    void trim() throws IOException {
        long size = size();
        if (size > LIMIT) {
            tail = last(size);
            cut += size;
            truncate(path);
        }
    }

    private long size() throws IOException {
        Optional<FileStamp> there = FileStamp.of(path.toString());
        return there.isPresent() ? there.get().size() : Files.size(path); // which says what is wrong
    }

    /** The same for what a service writes, of which nothing is kept. */
    static void trim(Path path) throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.size(path) > LIMIT) {
            truncate(path);
        }
    }

    /** Bytes thrown away. */
    long cut() {
        return cut;
    }

    /** The last lines, made fit to be shown; secrets, which are asked for only if there are lines, replaced. */
    List<String> lastLines(Supplier<Set<String>> hidden) throws IOException {
        long size = size();
        if (size == 0 && tail.length == 0) {
            return List.of();
        }
        byte[] rest = last(size);
        byte[] all = new byte[tail.length + rest.length];
        System.arraycopy(tail, 0, all, 0, tail.length);
        System.arraycopy(rest, 0, all, tail.length, rest.length);
        return Lines.last(new String(all, StandardCharsets.UTF_8), hidden.get());
    }

    private byte[] last(long size) throws IOException {
        try (FileInputStream in = new FileInputStream(path.toFile())) {
            in.skipNBytes(Math.max(0, size - TAIL));
            return in.readNBytes(TAIL);
        } catch (EOFException shrunk) {
            return new byte[0];
        }
    }

    private static void truncate(Path path) throws IOException {
        if (Files.size(path) > 0) {
            PlainFiles.write(path, "");
        }
    }

    /** Every output file of a directory. */
    static List<Path> all(Path state) throws IOException {
        List<Path> files = new ArrayList<>();
        try (var found = Files.newDirectoryStream(state, "*.out")) {
            found.forEach(files::add);
        }
        return files;
    }
}
