package org.recoverykit.core.run;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Who there is: hierarchies by name, and the hierarchy of each resource. Immutable. */
final class Roster {
    private final List<Hierarchy> hierarchies;
    private final Map<String, Hierarchy> byName = new HashMap<>();
    private final Map<String, Hierarchy> byTag = new HashMap<>();

    Roster(List<Hierarchy> hierarchies) {
        this.hierarchies = hierarchies.stream()
                .sorted(Comparator.comparing(Hierarchy::name))
                .toList();
        for (Hierarchy hierarchy : hierarchies) {
            byName.put(hierarchy.name(), hierarchy);
            hierarchy.resources().keySet().forEach(tag -> byTag.put(tag, hierarchy));
        }
    }

    /** Sorted by name. */
    List<Hierarchy> hierarchies() {
        return hierarchies;
    }

    Optional<Hierarchy> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Hierarchy> holding(String tag) {
        return Optional.ofNullable(byTag.get(tag));
    }

    Optional<ProtectedResource> resource(String tag) {
        return holding(tag)
                .flatMap(hierarchy -> Optional.ofNullable(hierarchy.resources().get(tag)));
    }

    Stream<ProtectedResource> resources() {
        return hierarchies.stream().flatMap(hierarchy -> hierarchy.resources().values().stream());
    }

    int size() {
        return byTag.size();
    }
}
