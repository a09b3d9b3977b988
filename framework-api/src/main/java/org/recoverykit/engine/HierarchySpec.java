package org.recoverykit.engine;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * Resources that belong together: the unit that fails over. Every resource must be tied to the others by dependencies.
 *
 * @param name its unique name, of the form of a tag
 * @param resources in any order
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record HierarchySpec(String name, List<ResourceSpec> resources) {

    /** Refuses null, keeps a copy. */
    public HierarchySpec {
        requireNonNull(name, "name");
        resources = List.copyOf(resources);
    }

    /** Begins a description. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** Collects resources; children may be named before or after their parents. Not thread-safe. */
    @API(status = API.Status.EXPERIMENTAL, since = "0.1")
    public static final class Builder {
        private final String name;
        private final List<ResourceSpec> resources = new ArrayList<>();
        private Policy policy = Policy.DEFAULT;

        private Builder(String name) {
            this.name = requireNonNull(name, "name");
        }

        /** The policy of the resources that follow. */
        public Builder policy(Policy forFollowing) {
            this.policy = requireNonNull(forFollowing, "policy");
            return this;
        }

        /** Adds a resource. */
        public Builder resource(String tag, String kit, Map<String, Object> settings, String... dependsOn) {
            resources.add(new ResourceSpec(tag, kit, settings, List.of(dependsOn), policy));
            return this;
        }

        /** Adds a resource. */
        public Builder resource(ResourceSpec resource) {
            resources.add(requireNonNull(resource, "resource"));
            return this;
        }

        /** What was described; checked when an engine is built of it. */
        public HierarchySpec build() {
            return new HierarchySpec(name, resources);
        }
    }
}
