package org.recoverykit.kit.generic.dialect;

import java.util.List;
import java.util.Optional;

/**
 * How one operation's script is called.
 *
 * @param words the command
 * @param read the script, where the command is an interpreter that reads it
 */
public record ScriptCommand(List<String> words, Optional<String> read) {

    /** Keeps a copy. */
    public ScriptCommand {
        words = List.copyOf(words);
    }
}
