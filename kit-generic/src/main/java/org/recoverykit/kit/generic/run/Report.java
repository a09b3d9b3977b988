package org.recoverykit.kit.generic.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What is known of a run beside its end.
 *
 * @param lastLines the last lines of its output (both streams, in the order of writing), at most {@value #LINES} of at most
 *     {@value #LINE_LENGTH} characters; what is not printable is escaped
 * @param output the file with its output, or what is left of it where that was cut; overwritten by the next run of this label
 * @param cut bytes of output that were thrown away, at least: what was written while it was being cut nobody counted
 * @param took how long it ran
 * @param leftovers processes of it that live on although they should not, each as {@code pid (name)}
 */
public record Report(List<String> lastLines, Path output, long cut, Duration took, List<String> leftovers) {
    /** Most lines kept. */
    public static final int LINES = 20;

    /** Longest line kept, in characters. */
    public static final int LINE_LENGTH = 300;

    /** Keeps copies. */
    public Report {
        lastLines = List.copyOf(lastLines);
        leftovers = List.copyOf(leftovers);
    }

    /** The last line that is not blank, or empty. */
    public String lastWord() {
        for (int i = lastLines.size() - 1; i >= 0; i--) {
            if (!lastLines.get(i).isBlank()) {
                return lastLines.get(i).strip();
            }
        }
        return "";
    }
}
