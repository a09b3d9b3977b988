package org.recoverykit.kit.generic.ocf;

import java.util.Map;
import java.util.TreeMap;
import org.recoverykit.kit.generic.dialect.Occasion;
import org.recoverykit.kit.generic.dialect.Operation;
import org.recoverykit.kit.generic.dialect.Subject;

/**
 * One agent, and the resource that it is called for.
 *
 * @param name which agent, and where
 * @param parameters as {@code OCF_RESKEY_*}
 * @param subject the resource
 */
record OcfAgent(AgentName name, Map<String, String> parameters, Subject subject) {
    /** Begins a line in which an agent tells why it failed. */
    static final String REASON = "ocf-exit-reason:";

    OcfAgent {
        parameters = Map.copyOf(parameters);
    }

    String path() {
        return name.path().toString();
    }

    /** What the agent finds in its environment for this operation. A fresh map. */
    Map<String, String> variables(Operation operation, Occasion occasion) {
        Map<String, String> variables = subject.variables(operation, occasion);
        variables.putAll(identity());
        parameters.forEach((key, value) -> variables.put("OCF_RESKEY_" + key, value));
        // Agents share out the time that they have: pgsql stops fast, then at once.
        variables.put(
                "OCF_RESKEY_CRM_meta_timeout", Long.toString(occasion.limit().toMillis()));
        variables.put("OCF_RESKEY_CRM_meta_on_node", subject.node());
        return variables;
    }

    /** What the agent needs to say what it is. A fresh map. */
    Map<String, String> identity() {
        Map<String, String> variables = new TreeMap<>();
        variables.put("OCF_ROOT", name.root().toString());
        variables.put("OCF_RA_VERSION_MAJOR", "1");
        variables.put("OCF_RA_VERSION_MINOR", "1");
        variables.put("OCF_RESOURCE_INSTANCE", subject.tag());
        variables.put("OCF_RESOURCE_TYPE", name.type());
        variables.put("OCF_RESOURCE_PROVIDER", name.provider());
        variables.put("OCF_EXIT_REASON_PREFIX", REASON);
        // No syslog: what an agent logs goes to its output, and from there into our events.
        variables.put("HA_LOGFACILITY", "none");
        return variables;
    }
}
