package org.recoverykit.kit.ip;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import org.recoverykit.spi.Setting;

/**
 * Help for clients whose connections another node had.
 *
 * @param directory that all nodes have, the same one: storage that is shared or copied
 * @param every how often the list of connections is written while in service
 * @param most so many connections are written, and so many clients are told
 * @param atRemove what becomes of this node's own connections of the address
 */
public record ConnectionSettings(
        @Setting("directory that all nodes share, absolute; the list of the address's connections is kept there")
        String directory,

        @Setting(value = "how often the list is written while in service, 1s to 1h", defaultValue = "10s")
        Duration every,

        @Setting(
                value = "how many connections are written, and clients told, at most, 1 to 10000",
                defaultValue = "1000")
        int most,

        @Setting(
                value =
                        "this node's own connections of the address when it is removed - keep: leave them; end: reset them",
                defaultValue = "keep")
        AtRemove atRemove) {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofHours(1);

    /** The bound of bounds: no list is longer, whoever wrote it. */
    static final int LONGEST_LIST = 10_000;

    /** What becomes of this node's own connections. */
    public enum AtRemove {
        /** The processes that have them see to them. */
        KEEP,
        /** They are reset. */
        END
    }

    /** Checks the ranges; whether the directory is there is seen when it is used: it may come with the hierarchy. */
    public ConnectionSettings {
        if (!isAbsolute(directory)) {
            throw new IllegalArgumentException(
                    "directory: '" + directory + "' is no absolute path; name a directory that all nodes share");
        }
        if (every.compareTo(SHORTEST) < 0 || every.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("every: " + every + " is not between 1s and 1h");
        }
        if (most < 1 || most > LONGEST_LIST) {
            throw new IllegalArgumentException("most: " + most + " is not between 1 and " + LONGEST_LIST);
        }
    }

    private static boolean isAbsolute(String text) {
        try {
            return Path.of(text).isAbsolute();
        } catch (InvalidPathException impossible) {
            return false;
        }
    }

    /** Where the lists are. */
    Path path() {
        return Path.of(directory);
    }
}
