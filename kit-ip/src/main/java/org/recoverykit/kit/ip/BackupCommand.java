package org.recoverykit.kit.ip;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.recoverykit.spi.KitCommand;

/** The kit's own commands: those of LifeKeeper's {@code lkipbu}, and one that takes over what LifeKeeper had. */
enum BackupCommand {
    ADD(
            "add-backup",
            BackupCommand.INTERFACE,
            "the spare interface, on the same physical network",
            "defines the backup interface on this node; refused when there is one already"),
    REMOVE(
            "remove-backup",
            BackupCommand.INTERFACE,
            "the backup interface as it is defined now",
            "the address has no backup interface on this node any more; refused for any other interface than the current one"),
    MOVE(
            "move-to-backup",
            BackupCommand.NOTHING,
            "",
            "moves the address to its backup interface and swaps the two; out of service they are only swapped"),
    SHOW("show", BackupCommand.NOTHING, "", "the information line, and the state of both interfaces"),
    TAKE(
            "take-information",
            BackupCommand.LINE,
            "as LifeKeeper shows it: ServerA eth0 172.17.106.10 fffffc00 eth1",
            "takes over interface and backup from an information line, while the address is out of service");

    /** The argument that names an interface. */
    static final String INTERFACE = "interface";

    /** The argument that holds an information line. */
    static final String LINE = "line";

    private static final String NOTHING = "";

    private final String verb;
    private final String argument;
    private final String meaning;
    private final String help;

    BackupCommand(String verb, String argument, String meaning, String help) {
        this.verb = verb;
        this.argument = argument;
        this.meaning = meaning;
        this.help = help;
    }

    static Optional<BackupCommand> of(String verb) {
        return Arrays.stream(values())
                .filter(command -> command.verb.equals(verb))
                .findFirst();
    }

    static List<KitCommand.Description> descriptions() {
        return Arrays.stream(values())
                .map(command -> new KitCommand.Description(command.verb, command.arguments(), command.help))
                .toList();
    }

    static String verbs() {
        return Arrays.stream(values()).map(command -> command.verb).collect(Collectors.joining(", "));
    }

    private Map<String, String> arguments() {
        return argument.equals(NOTHING) ? Map.of() : Map.of(argument, meaning);
    }

    /** What is missing or too much. */
    Optional<String> wrongArguments(Set<String> given) {
        Set<String> needed = arguments().keySet();
        return given.equals(needed)
                ? Optional.empty()
                : Optional.of("'" + verb + "' takes "
                        + (needed.isEmpty() ? "no argument" : "the argument '" + argument + "'") + "; given: "
                        + (given.isEmpty()
                                ? "none"
                                : String.join(", ", given.stream().sorted().toList())));
    }
}
