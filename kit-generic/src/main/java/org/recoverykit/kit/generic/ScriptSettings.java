package org.recoverykit.kit.generic;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.recoverykit.kit.generic.dialect.Operation;
import org.recoverykit.kit.generic.dialect.ScriptCommand;
import org.recoverykit.kit.generic.run.ScriptFile;
import org.recoverykit.spi.KitConfigurationException.Problem;

/** From the setting {@code scripts} to a command for each operation that is provided; every script is looked at. */
final class ScriptSettings {
    private static final Set<Operation> REQUIRED = Set.of(Operation.RESTORE, Operation.REMOVE);

    private final GenericConfig.Scripts settings;
    private final OptionalInt runAs;
    private final List<Problem> problems;
    private final Map<Operation, ScriptCommand> commands = new EnumMap<>(Operation.class);

    private ScriptSettings(GenericConfig.Scripts settings, OptionalInt runAs, List<Problem> problems) {
        this.settings = settings;
        this.runAs = runAs;
        this.problems = problems;
    }

    /** What is wrong is added to the problems. */
    static Map<Operation, ScriptCommand> commands(
            GenericConfig.Scripts settings, OptionalInt runAs, List<Problem> problems) {
        ScriptSettings all = new ScriptSettings(settings, runAs, problems);
        all.read();
        return all.commands;
    }

    private void read() {
        Map<Operation, String> single = single();
        int ways = (settings.directory().isPresent() ? 1 : 0)
                + (settings.file().isPresent() ? 1 : 0)
                + (single.isEmpty() ? 0 : 1);
        if (ways != 1) {
            problem(
                    "scripts",
                    ways == 0
                            ? "names no script; give directory, file, or at least restore and remove"
                            : "names scripts in several ways; give only one of directory, file, or single paths");
            return;
        }
        interpreterMustRun();
        if (settings.file().isPresent()) {
            one(settings.file().get());
        } else if (settings.directory().isPresent()) {
            directory(settings.directory().get());
        } else {
            single.forEach((operation, path) -> add(operation, "scripts." + operation.word(), path, List.of()));
        }
        if (settings.file().isEmpty() && !settings.operations().isEmpty()) {
            problem("scripts.operations", "goes with file only; leave it out");
        }
        for (Operation operation : Operation.values()) {
            if (REQUIRED.contains(operation) && !commands.containsKey(operation) && problems.isEmpty()) {
                problem("scripts." + operation.word(), "is missing; restore and remove are required");
            }
        }
    }

    private Map<Operation, String> single() {
        Map<Operation, String> paths = new EnumMap<>(Operation.class);
        settings.restore().ifPresent(path -> paths.put(Operation.RESTORE, path));
        settings.remove().ifPresent(path -> paths.put(Operation.REMOVE, path));
        settings.quickCheck().ifPresent(path -> paths.put(Operation.QUICK_CHECK, path));
        settings.deepCheck().ifPresent(path -> paths.put(Operation.DEEP_CHECK, path));
        settings.localRecovery().ifPresent(path -> paths.put(Operation.LOCAL_RECOVERY, path));
        return paths;
    }

    private void interpreterMustRun() {
        settings.interpreter().ifPresent(program -> {
            if (ScriptFile.executable(program, runAs) instanceof ScriptFile.Look.Bad bad) {
                problem("scripts.interpreter", bad.why().reason());
            }
        });
    }

    private void one(String file) {
        List<String> wanted = settings.operations();
        for (String word : wanted) {
            if (Arrays.stream(Operation.values()).noneMatch(o -> o.word().equals(word))) {
                problem("scripts.operations", "'" + word + "' is no operation; there are: " + allWords());
                return;
            }
        }
        for (Operation operation : Operation.values()) {
            if (wanted.isEmpty() || wanted.contains(operation.word())) {
                add(operation, "scripts.file", file, List.of(operation.word()));
            }
        }
    }

    private static String allWords() {
        return Arrays.stream(Operation.values()).map(Operation::word).collect(Collectors.joining(", "));
    }

    private void directory(String directory) {
        Path path = Path.of(directory);
        if (!path.isAbsolute() || !Files.isDirectory(path)) {
            problem("scripts.directory", directory + " is no directory; give the absolute path of one");
            return;
        }
        for (Operation operation : Operation.values()) {
            Path file = path.resolve(operation.word());
            // A link that leads nowhere is no missing script, but a broken one.
            boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
            if (there || REQUIRED.contains(operation)) {
                add(operation, "scripts.directory", file.toString(), List.of());
            }
        }
    }

    private void add(Operation operation, String setting, String path, List<String> first) {
        ScriptFile.Look look = settings.interpreter().isPresent()
                ? ScriptFile.readable(path, runAs)
                : ScriptFile.executable(path, runAs);
        if (look instanceof ScriptFile.Look.Bad bad) {
            Problem problem = new Problem(setting, bad.why().reason());
            if (!problems.contains(problem)) {
                problems.add(problem);
            }
            return;
        }
        List<String> words = new ArrayList<>();
        settings.interpreter().ifPresent(words::add);
        words.add(path);
        words.addAll(first);
        words.addAll(settings.arguments());
        Optional<String> read = settings.interpreter().map(program -> path);
        commands.put(operation, new ScriptCommand(words, read));
    }

    private void problem(String setting, String message) {
        problems.add(new Problem(setting, message));
    }
}
