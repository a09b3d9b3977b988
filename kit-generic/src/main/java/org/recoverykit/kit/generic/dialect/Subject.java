package org.recoverykit.kit.generic.dialect;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The resource that a script is called for.
 *
 * @param tag the resource's name
 * @param node this node's name
 * @param environment further variables, from the settings
 */
public record Subject(String tag, String node, Map<String, String> environment) {

    /** Keeps a copy. */
    public Subject {
        environment = Map.copyOf(environment);
    }

    /**
     * The variables of the settings, and those that tell what is wanted; what does not change from call to call the runner
     * adds. A fresh map.
     */
    public Map<String, String> variables(Operation operation, Occasion occasion) {
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("RK_ACTION", operation.word());
        variables.put("RK_WHY", occasion.why().name().toLowerCase(Locale.ROOT));
        variables.put("RK_REASON", occasion.reason().replace('\0', ' '));
        variables.put("RK_ATTEMPT", Integer.toString(occasion.attempt()));
        variables.put(
                "RK_TIMEOUT_MS", Long.toString(Math.max(0, occasion.limit().toMillis())));
        variables.put("RK_CHECK_LEVEL", operation == Operation.DEEP_CHECK ? "20" : "0");
        return variables;
    }
}
