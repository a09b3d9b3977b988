package org.recoverykit.core.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Problem;

/** Reads a configuration: strict, with all problems at once. Starts nothing, changes nothing. */
public final class ConfigLoader {

    private ConfigLoader() {}

    /**
     * Reads a file: YAML 1.2 ({@code .yaml}, {@code .yml}) or JSON ({@code .json}), at most 1 MiB. Blocks on the disk only.
     * A process of root's refuses a file that others could have written.
     */
    public static ConfigResult load(Path file, KitSchemas kits) {
        return load(file, kits, ConfigFile.Trust.AS_PRIVILEGED);
    }

    static ConfigResult load(Path file, KitSchemas kits, ConfigFile.Trust trust) {
        List<Problem> problems = new ArrayList<>();
        Document document = ConfigFile.read(file, trust, problems);
        if (document.root().isEmpty() && !problems.isEmpty()) {
            return new ConfigResult.Refused(problems); // nothing of it could be read: what is missing is no news
        }
        Described described = new FileBinder(document.lines(), problems).bind(document.root());
        return result(new DescriptionCheck(kits, document.lines(), problems).check(described), problems);
    }

    /**
     * Checks and binds what a host describes in code, as strictly as a file.
     *
     * @param stateDirectory an absolute path
     */
    public static ConfigResult bind(
            String node, Path stateDirectory, List<HierarchySpec> hierarchies, KitSchemas kits) {
        List<Problem> problems = new ArrayList<>();
        SourceLines lines = SourceLines.none("the host's description");
        Described described = new Described(
                Optional.of(node),
                Optional.of(stateDirectory.toAbsolutePath().normalize().toString()),
                hierarchies);
        return result(new DescriptionCheck(kits, lines, problems).check(described), problems);
    }

    private static ConfigResult result(Optional<EngineConfig> config, List<Problem> problems) {
        if (problems.isEmpty() && config.isPresent()) {
            return new ConfigResult.Loaded(config.get());
        }
        Comparator<Problem> inFileOrder =
                Comparator.comparingInt(problem -> problem.line().orElse(0));
        return new ConfigResult.Refused(
                problems.stream().distinct().sorted(inFileOrder).toList());
    }
}
