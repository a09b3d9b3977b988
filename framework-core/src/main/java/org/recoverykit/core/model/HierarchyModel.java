package org.recoverykit.core.model;

import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.ResourceSpec;

/**
 * One hierarchy as a graph of indices, from 0 in the order of its description. Immutable; the arrays handed out are shared
 * and never written. Nothing here recurses: hierarchies may be 10,000 deep.
 */
public final class HierarchyModel {
    private final HierarchySpec spec;
    private final Map<String, Integer> indices;
    private final ResourceSpec[] resources;
    private final int[][] children;
    private final int[][] parents;
    private final int[] restoreOrder;

    private HierarchyModel(HierarchySpec spec) {
        this.spec = spec;
        this.resources = spec.resources().toArray(ResourceSpec[]::new);
        this.indices = new HashMap<>(resources.length * 2);
        for (int i = 0; i < resources.length; i++) {
            indices.put(resources[i].tag(), i);
        }
        this.children = new int[resources.length][];
        for (int i = 0; i < resources.length; i++) {
            children[i] = resources[i].dependsOn().stream()
                    .mapToInt(this::known)
                    .distinct()
                    .toArray();
        }
        this.parents = reversed(children);
        this.restoreOrder = childrenFirst();
    }

    /**
     * Of a description that {@link ResourceGraph#check} found nothing wrong with.
     *
     * @throws IllegalArgumentException if it has a missing dependency or a cycle after all
     */
    public static HierarchyModel of(HierarchySpec spec) {
        return new HierarchyModel(spec);
    }

    /** The hierarchy's name. */
    public String name() {
        return spec.name();
    }

    /** How many resources. */
    public int size() {
        return resources.length;
    }

    /** The description of a resource. */
    public ResourceSpec resource(int index) {
        return resources[index];
    }

    /** All descriptions, by index. */
    public List<ResourceSpec> resources() {
        return spec.resources();
    }

    /** A resource's tag. */
    public String tag(int index) {
        return resources[index].tag();
    }

    /** A resource's policy. */
    public Policy policy(int index) {
        return resources[index].policy();
    }

    /** The index of a tag, if it belongs to this hierarchy. */
    public OptionalInt index(String tag) {
        Integer found = indices.get(tag);
        return found == null ? OptionalInt.empty() : OptionalInt.of(found);
    }

    /** What a resource directly depends on. Not to be written. */
    public int[] children(int index) {
        return children[index];
    }

    /** What directly depends on a resource. Not to be written. */
    public int[] parents(int index) {
        return parents[index];
    }

    /** All resources, every child before its parents; ties as described. Not to be written. */
    public int[] restoreOrder() {
        return restoreOrder;
    }

    /** A resource and everything it depends on, directly or not. */
    public BitSet withDescendants(int index) {
        return closure(index, children);
    }

    /** A resource and everything that depends on it, directly or not. */
    public BitSet withAncestors(int index) {
        return closure(index, parents);
    }

    private int known(String tag) {
        return index(tag)
                .orElseThrow(() -> new IllegalArgumentException(
                        "hierarchy '" + spec.name() + "' has no resource '" + tag + "' to depend on"));
    }

    private BitSet closure(int from, int[][] edges) {
        BitSet seen = new BitSet(size());
        ArrayDeque<Integer> open = new ArrayDeque<>();
        seen.set(from);
        open.push(from);
        while (!open.isEmpty()) {
            for (int next : edges[open.pop()]) {
                if (!seen.get(next)) {
                    seen.set(next);
                    open.push(next);
                }
            }
        }
        return seen;
    }

    private static int[][] reversed(int[][] edges) {
        int[] counts = new int[edges.length];
        for (int[] targets : edges) {
            for (int target : targets) {
                counts[target]++;
            }
        }
        int[][] back = new int[edges.length][];
        for (int i = 0; i < edges.length; i++) {
            back[i] = new int[counts[i]];
        }
        for (int i = edges.length - 1; i >= 0; i--) {
            for (int target : edges[i]) {
                back[target][--counts[target]] = i;
            }
        }
        return back;
    }

    private int[] childrenFirst() {
        int[] waitingFor = new int[size()];
        int[] order = new int[size()];
        int ready = 0;
        for (int i = 0; i < size(); i++) {
            waitingFor[i] = children[i].length;
            if (waitingFor[i] == 0) {
                order[ready++] = i;
            }
        }
        for (int done = 0; done < ready; done++) {
            for (int parent : parents[order[done]]) {
                if (--waitingFor[parent] == 0) {
                    order[ready++] = parent;
                }
            }
        }
        if (ready < size()) {
            throw new IllegalArgumentException("hierarchy '" + spec.name() + "' has dependencies in a circle");
        }
        return order;
    }
}
