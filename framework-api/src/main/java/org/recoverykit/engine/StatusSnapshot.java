package org.recoverykit.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How everything stood at one moment.
 *
 * @param node this node
 * @param time by the wall clock
 * @param hierarchies sorted by name
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record StatusSnapshot(String node, Instant time, List<HierarchyStatus> hierarchies) {
    /** Keeps a copy. */
    public StatusSnapshot {
        hierarchies = List.copyOf(hierarchies);
    }

    /** One resource's status, if there is such a resource. */
    public Optional<ResourceStatus> resource(String tag) {
        return hierarchies.stream()
                .flatMap(h -> h.resources().stream())
                .filter(r -> r.tag().equals(tag))
                .findFirst();
    }

    /**
     * One hierarchy.
     *
     * @param name its name
     * @param maintenance whether it is in maintenance
     * @param ownerElsewhere the node it was handed over to, if it was
     * @param resources parents before children, as trees are printed
     */
    public record HierarchyStatus(
            String name, boolean maintenance, Optional<String> ownerElsewhere, List<ResourceStatus> resources) {
        /** Keeps a copy. */
        public HierarchyStatus {
            resources = List.copyOf(resources);
        }

        /** Whether every resource is in service. */
        public boolean inService() {
            return resources.stream().allMatch(r -> r.state() == ServiceState.IN_SERVICE);
        }
    }

    /**
     * One resource.
     *
     * @param tag its name
     * @param kit its kit
     * @param state how it stands
     * @param reason why, if it is not in service
     * @param wanted whether the engine is to keep it in service
     * @param inState for how long it has been in this state
     * @param localRecoveriesLeft in the window, now
     * @param unknownsInARow checks that could not tell, since the last one that could
     * @param warning what the last quick check and the last deep check remarked; may be empty
     * @param children its direct children
     * @param notes the kit's durable notes
     */
    public record ResourceStatus(
            String tag,
            String kit,
            ServiceState state,
            String reason,
            boolean wanted,
            Duration inState,
            int localRecoveriesLeft,
            int unknownsInARow,
            String warning,
            List<String> children,
            Map<String, String> notes) {
        /** Keeps copies. */
        public ResourceStatus {
            children = List.copyOf(children);
            notes = Map.copyOf(notes);
        }
    }
}
