package org.recoverykit.core.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.Problem;
import org.recoverykit.engine.ResourceSpec;

/** From a file's tree to what a host would have described in code. */
final class FileBinder {

    private final SourceLines lines;
    private final List<Problem> problems;

    FileBinder(SourceLines lines, List<Problem> problems) {
        this.lines = lines;
        this.problems = problems;
    }

    Described bind(Map<String, Object> tree) {
        Optional<FileShape.Root> whole = bound(FileShape.Root.class, tree, "");
        Policy defaults = policy(tree.get("defaults"), "defaults", Policy.DEFAULT);
        List<HierarchySpec> hierarchies = new ArrayList<>();
        if (tree.get("hierarchies") instanceof Map<?, ?> all) {
            all.forEach((name, hierarchy) -> hierarchies.add(hierarchy(String.valueOf(name), hierarchy, defaults)));
        }
        return new Described(whole.map(FileShape.Root::node), whole.map(FileShape.Root::stateDirectory), hierarchies);
    }

    private HierarchySpec hierarchy(String name, Object found, Policy above) {
        String path = SettingsBinder.child("hierarchies", name);
        List<ResourceSpec> resources = new ArrayList<>();
        if (isGroup(found, path)) {
            Map<String, Object> tree = tree(found);
            bound(FileShape.Hierarchy.class, tree, path);
            Policy defaults = policy(tree.get("defaults"), path + ".defaults", above);
            if (tree.get("resources") instanceof Map<?, ?> all) {
                all.forEach((tag, resource) -> resource(String.valueOf(tag), resource, path + ".resources", defaults)
                        .ifPresent(resources::add));
            }
        }
        return new HierarchySpec(name, resources);
    }

    private Optional<ResourceSpec> resource(String tag, Object found, String above, Policy defaults) {
        String path = SettingsBinder.child(above, tag);
        if (!isGroup(found, path)) {
            return Optional.empty();
        }
        Map<String, Object> tree = tree(found);
        Optional<FileShape.Resource> bound = bound(FileShape.Resource.class, tree, path);
        Policy policy = policy(tree.get("policy"), path + ".policy", defaults);
        return bound.map(r -> new ResourceSpec(tag, r.kit(), r.settings(), r.dependsOn(), policy))
                .or(() -> asFarAsKnown(tag, tree, policy));
    }

    /** Of a resource that is refused already: enough to look for more that is wrong with it. */
    private static Optional<ResourceSpec> asFarAsKnown(String tag, Map<String, Object> tree, Policy policy) {
        return tree.get("kit") instanceof String kit && tree.get("settings") instanceof Map<?, ?> settings
                ? Optional.of(new ResourceSpec(tag, kit, tree(settings), List.of(), policy))
                : Optional.empty();
    }

    /** A policy over the one above. */
    private Policy policy(@Nullable Object found, String path, Policy above) {
        if (!(found instanceof Map<?, ?>)) {
            return above; // absent, or told with the level that it stands in
        }
        return bound(PolicySettings.class, tree(found), path)
                .map(said -> said.over(above))
                .orElse(above);
    }

    private <C extends Record> Optional<C> bound(Class<C> type, Map<String, Object> tree, String path) {
        BindResult<C> result = SettingsBinder.bind(type, tree, path, lines);
        if (result instanceof BindResult.Bound<C> bound) {
            return Optional.of(bound.value());
        }
        if (result instanceof BindResult.Refused<C> refused) {
            problems.addAll(refused.problems());
        }
        return Optional.empty();
    }

    private boolean isGroup(Object found, String path) {
        boolean group = found instanceof Map<?, ?>;
        if (!group && found != Broken.VALUE) {
            problems.add(lines.problem(path, "found " + Shown.value(found, false) + "; allowed: a group of keys"));
        }
        return group;
    }

    private static Map<String, Object> tree(Object found) {
        Map<String, Object> tree = new LinkedHashMap<>();
        ((Map<?, ?>) found).forEach((key, value) -> tree.put(String.valueOf(key), value));
        return tree;
    }
}
