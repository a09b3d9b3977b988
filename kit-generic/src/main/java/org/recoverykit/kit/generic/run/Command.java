package org.recoverykit.kit.generic.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.kit.generic.run.Containment.Entrance;
import org.recoverykit.kit.generic.run.Outcome.Obstacle;

/**
 * The words that are really run. A group has to be entered, a mask to be set, before the script begins and in its own
 * process: a few words of sh do that and replace themselves by the script. They are constant text, and what the script gets
 * passes through them untouched. Where neither is needed the script is run directly.
 */
final class Command {
    /** What sh calls itself in its messages: whoever reads the output can tell them from the script's. */
    static final String NAME = "recoverykit";

    private static final String ENTER = "umask 022;echo $$ >\"$1\"||exit 126;shift;exec \"$@\"";
    private static final String MASK = "umask 022;exec \"$@\"";
    private static final boolean MASKED = maskIsFine();

    private Command() {}

    static List<String> of(List<String> script, Entrance entrance, Optional<Identity> identity) {
        List<String> words = new ArrayList<>();
        if (entrance instanceof Entrance.ByItself enter) {
            words.addAll(List.of("/bin/sh", "-c", ENTER, NAME, enter.members().toString()));
        } else if (!MASKED) {
            words.addAll(List.of("/bin/sh", "-c", MASK, NAME));
        }
        identity.ifPresent(who -> words.addAll(who.prefix()));
        words.addAll(script);
        return words;
    }

    /** What those few words complained about, if it was them: the script has not begun then. */
    static Optional<String> complaint(int code, Report report) {
        boolean ours = code == 126 || code == 127 || code == 2;
        return ours ? Optional.of(report.lastWord()).filter(line -> line.startsWith(NAME + ": ")) : Optional.empty();
    }

    /** What kind of obstacle it was: the group could not be entered, or the script not be executed. */
    static Obstacle obstacle(String complaint) {
        if (complaint.endsWith("Text file busy")) {
            return Obstacle.BUSY;
        }
        return complaint.contains("cgroup") || complaint.contains("echo:") ? Obstacle.NO_ROOM : Obstacle.NOT_INSTALLED;
    }

    private static boolean maskIsFine() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .anyMatch(line -> line.startsWith("Umask:") && line.endsWith("0022"));
        } catch (IOException unreadable) {
            return false;
        }
    }
}
