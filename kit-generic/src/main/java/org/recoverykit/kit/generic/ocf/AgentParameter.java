package org.recoverykit.kit.generic.ocf;

import java.util.Optional;

/**
 * One parameter as an agent describes it.
 *
 * @param name as in {@code OCF_RESKEY_name}
 * @param type {@code string}, {@code integer}, {@code boolean} or what the agent says
 * @param required whether the agent cannot do without; one with a default can
 * @param preset the default, as the agent prints it on this node
 * @param brief one line, may be empty
 * @param text the long description, one line, may be empty
 */
record AgentParameter(String name, String type, boolean required, Optional<String> preset, String brief, String text) {

    /** As an administrator reads it: {@code config (string, default '/etc/redis/redis.conf'): Path to 'redis.conf'}. */
    String described() {
        String need =
                required ? "required" : preset.map(p -> "default '" + p + "'").orElse("optional");
        return name + " (" + type + ", " + need + "): " + (text.isEmpty() ? brief : text);
    }

    /** Whether a value is of the type. Agents accept many spellings of a boolean; other types are not checked here. */
    boolean accepts(String value) {
        return switch (type) {
            case "integer" -> value.matches("[+-]?[0-9]{1,18}");
            case "boolean" -> value.matches("(?i)true|false|yes|no|on|off|ja|1|0");
            default -> true;
        };
    }
}
