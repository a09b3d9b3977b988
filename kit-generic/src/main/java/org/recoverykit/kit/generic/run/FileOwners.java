package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Who could have written a file, or put another in its place: by its owner and mode, and those of all directories above. */
final class FileOwners {
    private static final int OTHERS_WRITE = 0022;
    private static final int STICKY = 01000;
    private static final int MODE_BITS = 07777;
    private static final Pattern SPACE = Pattern.compile("\\s+");
    /** What user_namespaces(7) has for the first namespace: all numbers but the last, each its own. */
    private static final List<String> EVERYBODY = List.of("0", "0", "4294967295");

    private FileOwners() {}

    /** What the file system says of one file. */
    private record Entry(Path path, int owner, int mode) {
        static Entry of(Path path) throws IOException {
            Map<String, Object> read = Files.readAttributes(path, "unix:uid,mode", LinkOption.NOFOLLOW_LINKS);
            return new Entry(path, number(read, "uid"), number(read, "mode") & MODE_BITS);
        }

        private static int number(Map<String, Object> read, String name) throws IOException {
            if (read.get(name) instanceof Integer number) {
                return number;
            }
            throw new IOException("the file system does not tell the " + name);
        }

        boolean writable() {
            return (mode & OTHERS_WRITE) != 0;
        }

        @Override
        public String toString() {
            return "owner uid " + owner + ", mode " + Integer.toOctalString(mode);
        }
    }

    /** Owner and mode, for a message. */
    static String describe(Path path) throws IOException {
        return Entry.of(path).toString();
    }

    /**
     * What is wrong with it, or nothing. A sticky directory that all may write (as /tmp) is fine above: nobody can rename
     * there what is not theirs.
     *
     * @param real absolute, without symbolic links
     * @param also a user who may own it beside root and us
     */
    static Optional<String> distrust(Path real, OptionalInt also) throws IOException {
        Entry file = Entry.of(real);
        if (!trusted(file.owner(), also)) {
            return Optional.of("belongs to somebody else (" + file + "): chown it to root");
        }
        if (file.writable()) {
            return Optional.of("can be written by others (" + file + "): chmod go-w");
        }
        for (Path above = real.getParent(); above != null; above = above.getParent()) {
            Entry directory = Entry.of(above);
            if (!trusted(directory.owner(), also)) {
                return Optional.of("lies in " + above + ", which belongs to somebody else (" + directory
                        + ") who can put another file there: chown " + above);
            }
            if (directory.writable() && (directory.mode() & STICKY) == 0) {
                return Optional.of("lies in " + above + ", which can be written by others (" + directory
                        + "): chmod go-w " + above);
            }
        }
        return Optional.empty();
    }

    private static boolean trusted(int owner, OptionalInt also) {
        return owner == 0 || owner == Us.UID || owner == Us.STRANGER || (also.isPresent() && owner == also.getAsInt());
    }

    /** What does not change while we run. */
    private static final class Us {
        static final int UID = read("/proc/self");
        /**
         * In a user namespace all who have no number in it, the machine's root among them, seem to be this one; and there
         * this process has no rights that anybody outside could want. Elsewhere nobody is.
         */
        static final int STRANGER = stranger();

        private static int read(String path) {
            try {
                return (Integer) Files.getAttribute(Path.of(path), "unix:uid");
            } catch (IOException e) {
                return -1;
            }
        }

        private static int stranger() {
            try {
                String map = Files.readString(Path.of("/proc/self/uid_map")).strip();
                if (SPACE.splitAsStream(map).toList().equals(EVERYBODY)) {
                    return -1;
                }
                // by lines: a file below /proc/sys answers nothing to a second read
                return Integer.parseInt(Files.readAllLines(Path.of("/proc/sys/kernel/overflowuid"))
                        .get(0)
                        .strip());
            } catch (IOException e) {
                return -1;
            }
        }
    }
}
