package org.recoverykit.core.discover;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.recoverykit.core.config.KitSchemas;
import org.recoverykit.engine.Problem;

/**
 * What was found.
 *
 * @param usable kits by id
 * @param unusable why a kit whose id is known cannot be used, by id
 * @param problems everything that could not be used, with reasons for a person
 */
public record Discovery(Map<String, UsableKit<?>> usable, Map<String, String> unusable, List<Problem> problems) {

    /** Keeps copies. */
    public Discovery {
        usable = Map.copyOf(usable);
        unusable = Map.copyOf(unusable);
        problems = List.copyOf(problems);
    }

    /** What a configuration needs to know of it. */
    public KitSchemas schemas() {
        Map<String, Class<? extends Record>> types = new HashMap<>();
        usable.forEach((id, kit) -> types.put(id, kit.configType()));
        return new KitSchemas(types, unusable);
    }
}
