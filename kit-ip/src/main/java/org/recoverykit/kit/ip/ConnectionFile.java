package org.recoverykit.kit.ip;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.recoverykit.kit.ip.ConnectionList.NoListException;
import org.recoverykit.linux.model.AddressText;
import org.recoverykit.linux.model.TcpConnection;

/**
 * The file of one address in a directory that all nodes share. Replaced whole, so that whoever reads it reads one list.
 * Believed only where nobody else could have written it: segments are sent to whom it names.
 */
final class ConnectionFile {
    private static final int GROUP_OR_OTHERS_WRITE = 0022;
    private static final int STICKY = 01000;
    private static final int KIND = 0170000;
    private static final int REGULAR = 0100000;

    private final InetAddress address;
    private final Path directory;
    private final Path file;
    private final Path draft;

    ConnectionFile(Path directory, InetAddress address, String node) {
        this.address = address;
        this.directory = directory;
        // Some file systems that nodes share allow no colon.
        String name = AddressText.of(address).replace(':', '-');
        this.file = directory.resolve(name + ".connections");
        this.draft = directory.resolve("." + name + ".connections." + node);
    }

    /** What a file says. */
    sealed interface Found {
        /** A list to be believed. */
        record Listed(List<TcpConnection> connections) implements Found {}

        /** There is none yet. */
        record None() implements Found {}

        /** What is there is not believed, or cannot be read; why, and what to do, for a person. */
        record Refused(String why) implements Found {}
    }

    Found read() {
        try {
            Optional<String> distrust = distrustOfDirectory();
            if (distrust.isPresent()) {
                return new Found.Refused(distrust.get());
            }
            return believed();
        } catch (NoSuchFileException missing) {
            return Files.isDirectory(directory) ? new Found.None() : new Found.Refused(noDirectory());
        } catch (IOException | SecurityException unreadable) {
            return new Found.Refused(file + " cannot be read: " + unreadable);
        }
    }

    private Found believed() throws IOException {
        Map<String, Object> seen = Files.readAttributes(file, "unix:uid,mode,size", LinkOption.NOFOLLOW_LINKS);
        int mode = (Integer) seen.getOrDefault("mode", 0);
        long size = (Long) seen.getOrDefault("size", 0L);
        if ((mode & KIND) != REGULAR) {
            return new Found.Refused(file + " is no regular file; remove it");
        }
        Optional<String> distrust = distrust(file, seen, false);
        if (distrust.isPresent()) {
            return new Found.Refused(distrust.get());
        }
        if (size > ConnectionList.MOST_BYTES) {
            return new Found.Refused(
                    file + " has " + size + " bytes; a list has at most " + ConnectionList.MOST_BYTES + ": remove it");
        }
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            String text = new String(in.readNBytes(ConnectionList.MOST_BYTES), StandardCharsets.US_ASCII);
            return new Found.Listed(ConnectionList.read(address, text));
        } catch (NoListException no) {
            return new Found.Refused(file + " is no list of connections: " + no.getMessage() + "; remove it");
        }
    }

    /** Puts a list in place of the last one; durable when this returns. What is returned stands in the way. */
    Optional<String> write(String list) {
        try {
            Optional<String> distrust = distrustOfDirectory();
            if (distrust.isPresent()) {
                return distrust;
            }
            Files.deleteIfExists(draft);
            try (FileChannel out = FileChannel.open(
                    draft,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                ByteBuffer bytes = ByteBuffer.wrap(list.getBytes(StandardCharsets.US_ASCII));
                while (bytes.hasRemaining()) {
                    out.write(bytes);
                }
                out.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            try (FileChannel entries = FileChannel.open(directory, StandardOpenOption.READ)) {
                entries.force(true);
            }
            return Optional.empty();
        } catch (NoSuchFileException missing) {
            return Optional.of(Files.isDirectory(directory) ? file + " cannot be written: " + missing : noDirectory());
        } catch (IOException | SecurityException | UnsupportedOperationException unwritten) {
            return Optional.of(file + " cannot be written: " + unwritten);
        }
    }

    private String noDirectory() {
        return "there is no directory " + directory
                + "; make it, or mount what holds it before the address is restored";
    }

    /** Who may write the directory may put another file in the place of ours, unless it is sticky. */
    private Optional<String> distrustOfDirectory() throws IOException {
        return distrust(directory, Files.readAttributes(directory, "unix:uid,mode"), true);
    }

    private static Optional<String> distrust(Path path, Map<String, Object> seen, boolean stickyIsFine)
            throws IOException {
        int us = (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        int owner = (Integer) seen.getOrDefault("uid", -1);
        int mode = (Integer) seen.getOrDefault("mode", 0);
        String which = path + " (mode " + Integer.toOctalString(mode & 07777) + ", owner uid " + owner + ")";
        if (owner != us && owner != 0) {
            return Optional.of(which + " must belong to uid " + us + (us == 0 ? "" : " or 0") + ": chown it");
        }
        boolean open = (mode & GROUP_OR_OTHERS_WRITE) != 0 && !(stickyIsFine && (mode & STICKY) != 0);
        return open ? Optional.of(which + " can be written by others: chmod go-w") : Optional.empty();
    }
}
