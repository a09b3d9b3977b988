package org.recoverykit.core.config;

import java.util.Map;

/**
 * Which kits there are, as far as a configuration needs to know.
 *
 * @param usable the settings record of each usable kit, by id
 * @param unusable why a kit that was found cannot be used, by id
 */
public record KitSchemas(Map<String, Class<? extends Record>> usable, Map<String, String> unusable) {
    /** Keeps copies. */
    public KitSchemas {
        usable = Map.copyOf(usable);
        unusable = Map.copyOf(unusable);
    }
}
