package org.recoverykit.core.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether nobody but us, and root, could have written a file. Blocks on the file system only. */
public final class FileTrust {

    private static final int GROUP_OR_OTHERS_WRITE = 0022;
    private static final int STICKY = 01000;
    private static final Pattern NUMBER = Pattern.compile("\\s+");
    private static final Path OVERFLOW_UID = Path.of("/proc/sys/kernel/overflowuid");

    /** What user_namespaces(7) has for the first namespace: all 32-bit numbers but the last, each its own. */
    private static final List<String> EVERYBODY = List.of("0", "0", "4294967295");

    private FileTrust() {}

    /** The effective user id of this process. */
    public static int ourUid() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }

    /**
     * What is wrong with a file's owner or mode, if anything, with both in the text. A symbolic link is not followed.
     *
     * @param rootToo whether root may own it as well
     */
    public static Optional<String> distrust(Path path, boolean rootToo) throws IOException {
        int owner = ownerOf(path);
        int mode = modeOf(path);
        int us = ourUid();
        if (owner != us && !(rootToo && owner == 0)) {
            return Optional.of("belongs to uid " + owner + " (mode " + Integer.toOctalString(mode)
                    + "); it must belong to uid " + us + (rootToo && us != 0 ? " or 0" : "") + ": chown it");
        }
        return writable(mode) ? Optional.of(writableBy(owner, mode)) : Optional.empty();
    }

    /**
     * Which directory above a path lets others put something else in its place, if any: another user's, or one that others
     * can write, unless it is sticky (as {@code /tmp} is), where nobody can rename what is not theirs. All directories up to
     * the root are looked at.
     *
     * @param real without symbolic links, absolute
     */
    public static Optional<String> distrustAbove(Path real) throws IOException {
        int us = ourUid();
        for (Path above = real.getParent(); above != null; above = above.getParent()) {
            int owner = ownerOf(above);
            int mode = modeOf(above);
            if (owner != us && owner != 0 && !isFromOutside(owner)) {
                return Optional.of("lies in " + above + ", which belongs to uid " + owner + " (mode "
                        + Integer.toOctalString(mode) + "), who can put another in its place: chown " + above);
            }
            if (writable(mode) && (mode & STICKY) == 0) {
                return Optional.of("lies in " + above + ", which " + writableBy(owner, mode) + " " + above);
            }
        }
        return Optional.empty();
    }

    /**
     * In a user namespace everything of users who have no number in it, the machine's root among them, seems to belong to one
     * and the same; and this process has no rights outside that anybody could abuse.
     */
    private static boolean isFromOutside(int owner) throws IOException {
        boolean allAreKnown = NUMBER.splitAsStream(
                        Files.readString(Path.of("/proc/self/uid_map")).strip())
                .toList()
                .equals(EVERYBODY);
        // by lines: a file below /proc/sys answers nothing to a second read, and readString begins with one byte
        return !allAreKnown
                && owner
                        == Integer.parseInt(
                                Files.readAllLines(OVERFLOW_UID).get(0).strip());
    }

    private static boolean writable(int mode) {
        return (mode & GROUP_OR_OTHERS_WRITE) != 0;
    }

    private static String writableBy(int owner, int mode) {
        return "has mode " + Integer.toOctalString(mode) + " (owner uid " + owner
                + "), so others can write it: chmod go-w";
    }

    private static int ownerOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static int modeOf(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS) & 07777;
    }
}
