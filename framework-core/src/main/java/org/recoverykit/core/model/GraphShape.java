package org.recoverykit.core.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.ResourceSpec;

/** The shape of a hierarchy that may still be wrong: unknown dependencies are left out. Nothing here recurses. */
final class GraphShape {
    private static final int SHOWN_OF_A_CYCLE = 20;

    private final List<ResourceSpec> resources;
    private final List<List<Integer>> children = new ArrayList<>();

    GraphShape(HierarchySpec hierarchy) {
        this.resources = hierarchy.resources();
        Map<String, Integer> indices = new HashMap<>();
        for (int i = 0; i < resources.size(); i++) {
            indices.putIfAbsent(resources.get(i).tag(), i);
        }
        for (ResourceSpec resource : resources) {
            List<Integer> known = new ArrayList<>();
            for (String child : resource.dependsOn()) {
                Integer index = indices.get(child);
                if (index != null) {
                    known.add(index);
                }
            }
            children.add(known);
        }
    }

    /** The tags of a cycle, if there is one; the first is not repeated. */
    Optional<List<String>> cycle() {
        boolean[] finished = new boolean[resources.size()];
        boolean[] onPath = new boolean[resources.size()];
        int[] nextChild = new int[resources.size()];
        for (int start = 0; start < resources.size(); start++) {
            List<Integer> path = new ArrayList<>();
            int at = start;
            while (!finished[start]) {
                if (!onPath[at]) {
                    onPath[at] = true;
                    path.add(at);
                }
                if (nextChild[at] < children.get(at).size()) {
                    int child = children.get(at).get(nextChild[at]++);
                    if (onPath[child]) {
                        return Optional.of(tags(path.subList(path.indexOf(child), path.size())));
                    }
                    at = finished[child] ? at : child;
                } else {
                    finished[at] = true;
                    onPath[at] = false;
                    path.remove(path.size() - 1);
                    at = path.isEmpty() ? start : path.get(path.size() - 1);
                }
            }
        }
        return Optional.empty();
    }

    /** A resource that no chain of dependencies ties to the first one, if there is one. */
    Optional<String> apart() {
        List<List<Integer>> tied = new ArrayList<>();
        children.forEach(list -> tied.add(new ArrayList<>(list)));
        for (int i = 0; i < children.size(); i++) {
            for (int child : children.get(i)) {
                tied.get(child).add(i);
            }
        }
        boolean[] reached = new boolean[resources.size()];
        ArrayDeque<Integer> open = new ArrayDeque<>();
        if (!resources.isEmpty()) {
            reached[0] = true;
            open.push(0);
        }
        while (!open.isEmpty()) {
            for (int next : tied.get(open.pop())) {
                if (!reached[next]) {
                    reached[next] = true;
                    open.push(next);
                }
            }
        }
        for (int i = 0; i < reached.length; i++) {
            if (!reached[i]) {
                return Optional.of(resources.get(i).tag());
            }
        }
        return Optional.empty();
    }

    /** {@code a -> b -> a}; the middle of a very long one is left out. */
    static String describe(List<String> cycle) {
        List<String> shown = new ArrayList<>(cycle);
        if (cycle.size() > SHOWN_OF_A_CYCLE) {
            shown = new ArrayList<>(cycle.subList(0, SHOWN_OF_A_CYCLE - 1));
            shown.add("(" + (cycle.size() - SHOWN_OF_A_CYCLE) + " more)");
            shown.add(cycle.get(cycle.size() - 1));
        }
        shown.add(cycle.get(0));
        return "dependencies run in a circle: " + String.join(" -> ", shown)
                + "; nothing in it could ever be restored first: take one of them out";
    }

    private List<String> tags(List<Integer> path) {
        return path.stream().map(index -> resources.get(index).tag()).toList();
    }
}
