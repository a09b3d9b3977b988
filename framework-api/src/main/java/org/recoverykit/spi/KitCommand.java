package org.recoverykit.spi;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import org.apiguardian.api.API;

/**
 * A command of a kit's own, as an administrator gives it: "move to the backup interface".
 *
 * @param verb the command's name, as in {@link Description#verb()}
 * @param arguments by name; a copy is kept
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record KitCommand(String verb, Map<String, String> arguments) {

    /** Refuses null, keeps a copy. */
    public KitCommand {
        requireNonNull(verb, "verb");
        arguments = Map.copyOf(arguments);
    }

    /**
     * What tools show of a command.
     *
     * @param verb its name
     * @param arguments name of each argument and what it means
     * @param help one line
     */
    public record Description(String verb, Map<String, String> arguments, String help) {
        /** Refuses null, keeps a copy. */
        public Description {
            requireNonNull(verb, "verb");
            requireNonNull(help, "help");
            arguments = Map.copyOf(arguments);
        }
    }
}
