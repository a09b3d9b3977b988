package org.recoverykit.kit.generic;

import java.util.List;
import java.util.Map;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.KitCommand;

/** What an administrator may ask of an application: about its scripts; they change nothing. */
final class KitCommands {
    static final List<KitCommand.Description> LIST = List.of(
            new KitCommand.Description("describe", Map.of(), "what the script or agent is, with its parameters"),
            new KitCommand.Description(
                    "containment", Map.of(), "how well the scripts' processes are contained on this node"));

    private KitCommands() {}

    static CommandResult perform(ApplicationScripts scripts, KitCommand command) {
        return switch (command.verb()) {
            case "describe" -> CommandResult.answered(scripts.description());
            case "containment" -> CommandResult.answered(scripts.containment());
            default ->
                CommandResult.refused("there is no command '" + command.verb() + "'; there are: describe, containment");
        };
    }
}
