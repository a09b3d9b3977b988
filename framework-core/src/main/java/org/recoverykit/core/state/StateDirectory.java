package org.recoverykit.core.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recoverykit.core.files.FileTrust;

/** The directory of one store: ours alone while open. Knows names, modes and the lock; nothing of what files hold. */
final class StateDirectory implements AutoCloseable {

    private static final Pattern GENERATION = Pattern.compile("journal-(\\d{6,18})\\.jsonl");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final String LOCK = "lock";
    private static final long LARGEST_FILE = 1L << 30;

    /**
     * Directories open in this process. Needed because closing any channel of a file gives up all locks that the process has
     * on it (POSIX): a second store must not even open the lock file.
     */
    private static final Set<Path> OPEN_HERE = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;
    private final boolean usedBefore;

    private StateDirectory(Path path, FileChannel lock, boolean usedBefore) {
        this.path = path;
        this.lock = lock;
        this.usedBefore = usedBefore;
    }

    static StateDirectory open(Path wanted) throws UnusableStateException {
        try {
            Path path = make(wanted.toAbsolutePath());
            if (!OPEN_HERE.add(path)) {
                throw inUse(
                        path,
                        "another engine of this process, "
                                + ProcessHandle.current().pid());
            }
            try {
                return locked(path);
            } catch (IOException | UnusableStateException | RuntimeException e) {
                OPEN_HERE.remove(path);
                throw e;
            }
        } catch (IOException e) {
            throw new UnusableStateException("state directory " + wanted + " cannot be used: " + e, e);
        }
    }

    private static Path make(Path wanted) throws IOException, UnusableStateException {
        if (!Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(wanted, ownerOnly(true));
        }
        trustedDirectory("state directory", wanted);
        Path real = wanted.toRealPath();
        if (FileTrust.ourUid() == 0) {
            refuseIf(FileTrust.distrustAbove(real), "state directory", real);
        }
        return real;
    }

    private static void trustedDirectory(String what, Path path) throws IOException, UnusableStateException {
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnusableStateException(what + " " + path + " is " + kind(path)
                    + "; it must be a directory: remove it, or configure another");
        }
        trusted(what, path);
    }

    private static void trusted(String what, Path path) throws IOException, UnusableStateException {
        refuseIf(FileTrust.distrust(path, false), what, path);
    }

    private static void refuseIf(Optional<String> distrust, String what, Path path) throws UnusableStateException {
        if (distrust.isPresent()) {
            throw new UnusableStateException(what + " " + path + " " + distrust.get());
        }
    }

    private static String kind(Path path) {
        return Files.isSymbolicLink(path)
                ? "a symbolic link"
                : Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                        ? "a directory"
                        : Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) ? "a file" : "a special file";
    }

    private static StateDirectory locked(Path path) throws IOException, UnusableStateException {
        Path file = path.resolve(LOCK);
        boolean usedBefore = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
        if (usedBefore) {
            trustedFile(file);
        }
        FileChannel channel =
                openOwnerOnly(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean ours = false;
        try {
            ours = isOurs(channel);
            if (!ours) {
                throw inUse(path, holder(channel));
            }
            channel.truncate(0);
            channel.write(
                    ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)), 0);
            return new StateDirectory(path, channel, usedBefore);
        } finally {
            if (!ours) {
                channel.close();
            }
        }
    }

    private static boolean isOurs(FileChannel channel) throws IOException {
        try {
            FileLock held = channel.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false; // another class loader's copy of this library, in this process
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer text = ByteBuffer.allocate(20);
        channel.read(text, 0);
        String pid = new String(text.array(), 0, text.position(), StandardCharsets.US_ASCII).strip();
        return pid.matches("\\d+") ? "process " + pid : "another process";
    }

    private static UnusableStateException inUse(Path path, String by) {
        return new UnusableStateException("state directory " + path + " is in use by " + by
                + "; one engine at a time can have it: stop that one, or configure another directory");
    }

    Path path() {
        return path;
    }

    /** Whether a store was open here before. */
    boolean usedBefore() {
        return usedBefore;
    }

    /** The files of all generations, oldest first, each proven to be ours. */
    NavigableMap<Long, Path> generations() throws IOException, UnusableStateException {
        TreeMap<Long, Path> found = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "journal-*.jsonl")) {
            for (Path file : files) {
                Matcher name = GENERATION.matcher(file.getFileName().toString());
                if (name.matches()) {
                    trustedFile(file);
                    found.put(Long.parseLong(name.group(1)), file);
                }
            }
        }
        return found;
    }

    private static void trustedFile(Path file) throws IOException, UnusableStateException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UnusableStateException("state file " + file + " is " + kind(file)
                    + "; it must be a plain file: somebody else has put it there, look at it and remove it");
        }
        trusted("state file", file);
    }

    /** All bytes of a file. */
    static byte[] read(Path file) throws IOException, UnusableStateException {
        try (FileChannel channel = FileChannel.open(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            long size = channel.size();
            if (size > LARGEST_FILE) {
                throw new UnusableStateException("state file " + file + " has " + size + " bytes; at most "
                        + LARGEST_FILE + " are read: this is no journal of ours");
            }
            ByteBuffer bytes = ByteBuffer.allocate((int) size);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until all is read, or the file turns out to be shorter
            }
            byte[] whole = new byte[bytes.position()];
            bytes.flip().get(whole);
            return whole;
        }
    }

    Path generation(long number) {
        return path.resolve(String.format(Locale.ROOT, "journal-%06d.jsonl", number));
    }

    /** A new, empty file for a generation under its temporary name; what a crash left there is deleted. */
    FileChannel createTemporary(long number) throws IOException {
        Path temporary = temporary(number);
        Files.deleteIfExists(temporary);
        return openOwnerOnly(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    Path temporary(long number) {
        return path.resolve(generation(number).getFileName() + ".tmp");
    }

    /** Makes names durable. */
    void force() throws IOException {
        try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    /** {@code work/<tag>}, made if missing. */
    Path workDirectory(String tag) throws UnusableStateException {
        if (!TAG.matcher(tag).matches()) {
            throw new UnusableStateException(
                    "a resource's tag must be " + TAG.pattern() + " to name its work directory");
        }
        Path work = path.resolve("work");
        Path own = work.resolve(tag).normalize();
        if (!work.equals(own.getParent())) {
            throw new UnusableStateException("work directory " + own + " would be outside of " + work);
        }
        try {
            for (Path each : new Path[] {work, own}) {
                if (!Files.exists(each, LinkOption.NOFOLLOW_LINKS)) {
                    Files.createDirectory(each, ownerOnly(true));
                }
                trustedDirectory("work directory", each);
            }
            return own;
        } catch (IOException e) {
            throw new UnusableStateException("work directory " + own + " cannot be made: " + e, e);
        }
    }

    private static FileAttribute<Set<PosixFilePermission>> ownerOnly(boolean directory) {
        return PosixFilePermissions.asFileAttribute(
                PosixFilePermissions.fromString(directory ? "rwx------" : "rw-------"));
    }

    private static FileChannel openOwnerOnly(Path file, OpenOption... how) throws IOException {
        Set<OpenOption> options = new HashSet<>(Set.of(how));
        options.add(LinkOption.NOFOLLOW_LINKS);
        return FileChannel.open(file, options, ownerOnly(false));
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // the kernel has released the lock with the descriptor, whatever it said
        } finally {
            OPEN_HERE.remove(path);
        }
    }
}
