package org.recoverykit.core.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.ResourceSpec;

/** One check of one configuration: collects the problems, keeps whose tag is whose. */
final class GraphCheck {
    private static final int LONGEST_NAME = 64;

    private final List<HierarchySpec> hierarchies;
    private final Map<String, String> ownerOfTag = new HashMap<>();
    private final List<GraphProblem> problems = new ArrayList<>();

    private GraphCheck(List<HierarchySpec> hierarchies) {
        this.hierarchies = hierarchies;
    }

    static List<GraphProblem> of(List<HierarchySpec> hierarchies) {
        GraphCheck check = new GraphCheck(hierarchies);
        check.names();
        for (HierarchySpec hierarchy : hierarchies) {
            check.dependencies(hierarchy);
        }
        return List.copyOf(check.problems);
    }

    private void names() {
        Set<String> hierarchyNames = new HashSet<>();
        for (HierarchySpec hierarchy : hierarchies) {
            String name = hierarchy.name();
            wellFormed(name, "hierarchy name", name, "");
            if (!hierarchyNames.add(name)) {
                tell(name, "", "there are two hierarchies named '" + name + "'; give each a name of its own");
            }
            if (hierarchy.resources().isEmpty()) {
                tell(name, "", "hierarchy '" + name + "' has no resource; give it at least one or leave it out");
            }
            for (ResourceSpec resource : hierarchy.resources()) {
                tagOf(hierarchy, resource.tag());
            }
        }
    }

    private void tagOf(HierarchySpec hierarchy, String tag) {
        wellFormed(tag, "tag", hierarchy.name(), tag);
        String other = ownerOfTag.putIfAbsent(tag, hierarchy.name());
        if (other != null) {
            String where =
                    other.equals(hierarchy.name()) ? "twice in this hierarchy" : "also in hierarchy '" + other + "'";
            tell(
                    hierarchy.name(),
                    tag,
                    "tag '" + tag + "' is used " + where + "; a tag is unique in the whole configuration");
        }
    }

    private void wellFormed(String name, String what, String hierarchy, String tag) {
        if (!isName(name)) {
            tell(
                    hierarchy,
                    tag,
                    what + " '" + name
                            + "' is not allowed; allowed: 1 to 64 letters (A-Z, a-z), digits, '.', '_' and '-',"
                            + " the first a letter or digit");
        }
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_NAME
                && isLetterOrDigit(name.charAt(0))
                && name.chars().allMatch(c -> isLetterOrDigit(c) || c == '.' || c == '_' || c == '-');
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    }

    private void dependencies(HierarchySpec hierarchy) {
        Set<String> own = new HashSet<>();
        hierarchy.resources().forEach(resource -> own.add(resource.tag()));
        for (ResourceSpec resource : hierarchy.resources()) {
            Set<String> named = new HashSet<>();
            for (String child : resource.dependsOn()) {
                if (!own.contains(child)) {
                    missing(hierarchy, resource.tag(), child);
                } else if (!named.add(child)) {
                    tell(
                            hierarchy.name(),
                            resource.tag(),
                            "'" + resource.tag() + "' names its dependency '" + child + "' twice; name it once");
                }
            }
        }
        GraphShape shape = new GraphShape(hierarchy);
        shape.cycle().ifPresent(cycle -> tell(hierarchy.name(), cycle.get(0), GraphShape.describe(cycle)));
        shape.apart()
                .ifPresent(tag -> tell(
                        hierarchy.name(),
                        tag,
                        "'" + tag + "' is not tied to '"
                                + hierarchy.resources().get(0).tag()
                                + "' by any dependency; tie them together, or make '" + tag
                                + "' a hierarchy of its own: what fails over together belongs together"));
    }

    private void missing(HierarchySpec hierarchy, String tag, String child) {
        String owner = ownerOfTag.get(child);
        String hint;
        if (owner != null) {
            hint = "it is in hierarchy '" + owner + "', and a dependency cannot leave its hierarchy; put both into one";
        } else {
            hint = NearestName.of(child, ownerOfTag.keySet())
                    .map(near -> "did you mean '" + near + "'?")
                    .orElse("describe it, or take the dependency out");
        }
        tell(
                hierarchy.name(),
                tag,
                "'" + tag + "' depends on '" + child + "', which is not in hierarchy '" + hierarchy.name() + "'; "
                        + hint);
    }

    private void tell(String hierarchy, String tag, String message) {
        problems.add(new GraphProblem(hierarchy, tag, message));
    }
}
