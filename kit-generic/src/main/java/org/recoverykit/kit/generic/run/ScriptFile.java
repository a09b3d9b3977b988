package org.recoverykit.kit.generic.run;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.recoverykit.kit.generic.run.Outcome.NotStarted;
import org.recoverykit.kit.generic.run.Outcome.Obstacle;

/**
 * Looks at a script before it is run: is there anything to run, and could somebody else have written it? Symbolic links are
 * resolved first, and what they resolve to is what runs. Nobody but root, us and the user who runs it can put another file
 * there afterwards: that is what the look at all directories above is for.
 */
public final class ScriptFile {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};
    private static final int HEAD = 256;

    private ScriptFile() {}

    /** What a look at a script gave. */
    public sealed interface Look {
        /**
         * It can be run.
         *
         * @param real without symbolic links
         * @param interpreter what the kernel will run it by, where its first line names that
         */
        record Good(Path real, Optional<String> interpreter) implements Look {}

        /**
         * It cannot.
         *
         * @param why kind and words
         */
        record Bad(NotStarted why) implements Look {}
    }

    /**
     * Looks at one that the kernel will run by itself.
     *
     * @param runAs the user who will run it, who may own it, too
     */
    public static Look executable(String script, OptionalInt runAs) {
        return look(script, true, runAs);
    }

    /** Looks at one that an interpreter will read. */
    public static Look readable(String script, OptionalInt runAs) {
        return look(script, false, runAs);
    }

    private static Look look(String script, boolean execute, OptionalInt runAs) {
        try {
            Path named = Path.of(script);
            if (!named.isAbsolute()) {
                return bad(Obstacle.NOT_INSTALLED, script + " is no absolute path; write the whole path");
            }
            Path real = named.toRealPath();
            Optional<String> distrust = FileOwners.distrust(real, runAs);
            if (distrust.isPresent()) {
                String shown = real.equals(named) ? script : script + " (that is " + real + ")";
                return bad(Obstacle.UNSAFE, shown + " " + distrust.get());
            }
            return content(script, real, execute);
        } catch (NoSuchFileException missing) {
            return bad(Obstacle.NOT_INSTALLED, script + " does not exist; install it, or name another");
        } catch (AccessDeniedException | FileNotFoundException denied) {
            return bad(Obstacle.NOT_INSTALLED, script + " cannot be read by this user");
        } catch (InvalidPathException strange) {
            return bad(Obstacle.NOT_INSTALLED, script + " is no path here: " + strange.getReason());
        } catch (IOException e) {
            return bad(Obstacle.NOT_INSTALLED, script + " cannot be looked at: " + e);
        }
    }

    private static Look content(String script, Path real, boolean execute) throws IOException {
        if (Files.isDirectory(real)) {
            return bad(Obstacle.NOT_INSTALLED, script + " is a directory, no script");
        }
        if (!Files.isRegularFile(real)) {
            return bad(Obstacle.NOT_INSTALLED, script + " is no regular file");
        }
        if (execute && !Files.isExecutable(real)) {
            return bad(
                    Obstacle.NOT_INSTALLED,
                    script + " is not executable (" + FileOwners.describe(real) + "): chmod +x");
        }
        byte[] head = PlainFiles.head(real, HEAD);
        if (head.length == 0) {
            // The C library runs an empty file by sh, which says 0: a check would find everything healthy.
            return bad(
                    Obstacle.NOT_INSTALLED,
                    script + " is empty; an empty script does nothing and must not count as success");
        }
        return execute ? interpreter(script, real, head) : new Look.Good(real, Optional.empty());
    }

    private static Look interpreter(String script, Path real, byte[] head) {
        if (head.length >= ELF.length && Arrays.equals(head, 0, ELF.length, ELF, 0, ELF.length)) {
            return new Look.Good(real, Optional.empty());
        }
        int end = indexOf(head, (byte) '\n');
        String first = new String(head, 0, end < 0 ? head.length : end, StandardCharsets.ISO_8859_1);
        if (!first.startsWith("#!")) {
            return bad(
                    Obstacle.NOT_INSTALLED,
                    script + " does not say what runs it: its first line must be like #!/bin/sh, or set interpreter");
        }
        // The kernel would look for a program whose name ends in CR.
        if (end > 0 && head[end - 1] == '\r') {
            return bad(
                    Obstacle.NOT_INSTALLED,
                    script + " has DOS line ends: a CR after the interpreter in its first line; convert it (dos2unix)");
        }
        String program = firstWord(first.substring(2).strip());
        if (program.isEmpty() || !Files.isExecutable(Path.of(program))) {
            return bad(
                    Obstacle.NOT_INSTALLED,
                    script + " wants to be run by '" + program + "', which is no program on this node");
        }
        return new Look.Good(real, Optional.of(program));
    }

    private static String firstWord(String line) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != '\t') {
            end++;
        }
        return line.substring(0, end);
    }

    private static int indexOf(byte[] bytes, byte wanted) {
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    private static Look bad(Obstacle why, String reason) {
        return new Look.Bad(new NotStarted(why, reason));
    }
}
