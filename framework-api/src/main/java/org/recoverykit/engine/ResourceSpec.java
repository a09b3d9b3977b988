package org.recoverykit.engine;

import static java.util.Objects.requireNonNull;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apiguardian.api.API;

/**
 * One resource as a host describes it. Names, settings and references are checked when the engine is built, all at once.
 *
 * @param tag its unique name: {@code [A-Za-z0-9][A-Za-z0-9._-]{0,63}}
 * @param kit the id of its kit
 * @param settings the kit's settings by name: String, Boolean, Integer, Long, List, and Map of these
 * @param dependsOn tags of its children
 * @param policy what may be done for it
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record ResourceSpec(
        String tag, String kit, Map<String, Object> settings, List<String> dependsOn, Policy policy) {

    /** Refuses null, keeps copies. */
    public ResourceSpec {
        requireNonNull(tag, "tag");
        requireNonNull(kit, "kit");
        settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
        dependsOn = List.copyOf(dependsOn);
        requireNonNull(policy, "policy");
    }

    /** Without settings that could be secret. */
    @Override
    public String toString() {
        return "ResourceSpec[tag=" + tag + ", kit=" + kit + ", settings=" + settings.keySet() + ", dependsOn="
                + dependsOn + "]";
    }
}
