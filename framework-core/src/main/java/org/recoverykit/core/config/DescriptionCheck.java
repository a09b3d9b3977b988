package org.recoverykit.core.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Problem;
import org.recoverykit.engine.ResourceSpec;

/** What holds for every description: names, kits, settings. The graph of dependencies is checked elsewhere. */
final class DescriptionCheck {

    private final KitSchemas kits;
    private final SourceLines lines;
    private final List<Problem> problems;
    private final Map<String, String> placeOfTag = new HashMap<>();
    private final Map<String, Record> settings = new LinkedHashMap<>();

    DescriptionCheck(KitSchemas kits, SourceLines lines, List<Problem> problems) {
        this.kits = kits;
        this.lines = lines;
        this.problems = problems;
    }

    /** The configuration; to be used only if no problem was found. */
    Optional<EngineConfig> check(Described described) {
        described.node().ifPresent(node -> name("a node", node, "node"));
        Optional<Path> directory = described.stateDirectory().flatMap(this::absolute);
        Set<String> names = new HashSet<>();
        for (HierarchySpec hierarchy : described.hierarchies()) {
            String path = "hierarchies." + hierarchy.name();
            name("a hierarchy", hierarchy.name(), path);
            if (!names.add(hierarchy.name())) {
                problem(path, "there are two hierarchies of this name: rename one");
            }
            hierarchy.resources().forEach(resource -> resource(resource, path + ".resources." + resource.tag()));
        }
        if (described.node().isEmpty() || directory.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                new EngineConfig(described.node().get(), directory.get(), described.hierarchies(), settings, lines));
    }

    private void resource(ResourceSpec resource, String path) {
        name("a tag", resource.tag(), path);
        String other = placeOfTag.putIfAbsent(resource.tag(), path);
        if (other != null) {
            String where = lines.lineOf(other).isPresent()
                    ? " (line " + lines.lineOf(other).getAsInt() + ")"
                    : "";
            problem(path, "this tag is taken by " + other + where + "; a tag is unique on a node: rename one");
        }
        resource.dependsOn().forEach(child -> characters(child, path + ".dependsOn"));
        Class<? extends Record> type = kits.usable().get(resource.kit());
        if (type == null) {
            problem(path + ".kit", unknownKit(resource.kit()));
        } else {
            bind(type, resource, path + ".settings");
        }
    }

    private <C extends Record> void bind(Class<C> type, ResourceSpec resource, String path) {
        BindResult<C> result = SettingsBinder.bind(type, resource.settings(), path, lines);
        if (result instanceof BindResult.Bound<C> bound) {
            settings.put(resource.tag(), bound.value());
        } else if (result instanceof BindResult.Refused<C> refused) {
            problems.addAll(refused.problems());
        }
    }

    private String unknownKit(String kit) {
        String reason = kits.unusable().get(kit);
        if (reason != null) {
            return "kit " + Shown.text(kit) + " was found and cannot be used: " + reason;
        }
        String known = kits.usable().isEmpty()
                ? "none: no kit was found on the class path"
                : String.join(", ", kits.usable().keySet().stream().sorted().toList());
        return "found " + Shown.text(kit) + ", which is no kit here"
                + Shown.hint(kit, kits.usable().keySet()) + "; allowed: " + known;
    }

    private Optional<Path> absolute(String directory) {
        try {
            Path path = Path.of(directory);
            characters(directory, "stateDirectory");
            if (path.isAbsolute() && path.equals(path.normalize())) {
                return Optional.of(path);
            }
            problem("stateDirectory", "found " + Shown.text(directory) + "; allowed: an absolute path without '..'");
        } catch (InvalidPathException e) {
            problem("stateDirectory", "found " + Shown.text(directory) + "; allowed: an absolute path");
        }
        return Optional.empty();
    }

    /** A file's texts were looked at when they were read; those of a host's own code come by here first. */
    private void characters(String text, String path) {
        TextRules.characterProblem(text).ifPresent(problem -> problem(path, problem));
    }

    private void name(String what, String name, String path) {
        TextRules.nameProblem(what, name).ifPresent(problem -> problem(path, problem));
    }

    private void problem(String path, String message) {
        problems.add(lines.problem(path, message));
    }
}
