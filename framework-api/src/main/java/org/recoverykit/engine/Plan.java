package org.recoverykit.engine;

import java.util.List;
import org.apiguardian.api.API;

/**
 * What would be done, in order.
 *
 * @param about the resource or "evacuation"
 * @param steps first to last; steps of one {@link Step#wave()} run at the same time
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Plan(String about, List<Step> steps) {
    /** Keeps a copy. */
    public Plan {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param wave steps with the same number do not wait for each other; from 1
     * @param action "local recovery", "remove", "restore", "ask for a node", "hand over", "alert and wait"
     * @param tag the resource or hierarchy
     * @param condition when it is reached: "if the local recovery fails"; empty for always
     */
    public record Step(int wave, String action, String tag, String condition) {}
}
