package org.recoverykit.core.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Problem;

/**
 * A configuration that is right as far as it can be told without its graph and without its kits' own checks.
 *
 * @param node this node's name
 * @param stateDirectory where facts are kept
 * @param hierarchies as described, sorted as in the file
 * @param settings the bound settings record of each resource, by tag
 * @param lines where everything stands
 */
public record EngineConfig(
        String node,
        Path stateDirectory,
        List<HierarchySpec> hierarchies,
        Map<String, Record> settings,
        SourceLines lines) {

    /** Keeps copies. */
    public EngineConfig {
        hierarchies = List.copyOf(hierarchies);
        settings = Map.copyOf(settings);
    }

    /**
     * A problem with one setting of a resource, at its line: what a kit refused in {@code create}, say.
     *
     * @param setting its name, dotted for nested ones; empty for all of them
     */
    public Problem settingProblem(String hierarchy, String tag, String setting, String message) {
        String path = resourcePath(hierarchy, tag) + ".settings" + (setting.isEmpty() ? "" : "." + setting);
        return lines.problem(path, message);
    }

    /** A problem with a resource as such: its dependencies, say. */
    public Problem resourceProblem(String hierarchy, String tag, String message) {
        return lines.problem(resourcePath(hierarchy, tag), message);
    }

    private static String resourcePath(String hierarchy, String tag) {
        return "hierarchies." + hierarchy + ".resources." + tag;
    }
}
