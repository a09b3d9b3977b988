package org.recoverykit.kit.generic.run;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One script, to be run once. Nothing of it passes through a shell.
 *
 * @param label a word for logs and for the name of the output file: {@code quickCheck}, {@code meta-data}
 * @param command the script's absolute path, or an interpreter's and the script's; then its arguments. Never put settings of
 *     the resource there: a script's own {@code pkill -f} would find them on our command line
 * @param environment all that the script sees, beside PATH, LC_ALL and the like; values are passed as they are
 * @param read the script, where the command is an interpreter that reads it
 */
public record Invocation(String label, List<String> command, Map<String, String> environment, Optional<String> read) {

    /** Keeps copies. */
    public Invocation {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no command");
        }
    }

    /** One that runs by itself. */
    public Invocation(String label, List<String> command, Map<String, String> environment) {
        this(label, command, environment, Optional.empty());
    }
}
