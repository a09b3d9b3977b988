package org.recoverykit.kit.ip;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the address is to be on this node: LifeKeeper's second and fifth field, which swap roles with each move.
 *
 * @param current the interface that holds it, or held it last
 * @param spare the one it may move to
 */
record Places(String current, Optional<String> spare) {
    /** The note that holds the current interface. */
    static final String INTERFACE = "interface";

    /** The note that holds the spare one. */
    static final String BACKUP = "backup";

    private static final String NONE = "none";

    /**
     * What was noted, if it is still about the interfaces that the settings name; otherwise as the settings say. Somebody who
     * edits the settings means them.
     */
    static Places of(IpConfig config, Map<String, String> notes) {
        Places configured = new Places(config.device(), config.backup());
        String noted = notes.getOrDefault(INTERFACE, config.device());
        return configured.spare().filter(noted::equals).isPresent() ? configured.swapped() : configured;
    }

    /** What was noted, whatever the settings say. */
    static Optional<Places> noted(Map<String, String> notes) {
        return Optional.ofNullable(notes.get(INTERFACE))
                .map(name ->
                        new Places(name, Optional.ofNullable(notes.get(BACKUP)).filter(spare -> !spare.equals(NONE))));
    }

    /** After a move to the spare interface. */
    Places swapped() {
        return spare.map(other -> new Places(other, Optional.of(current))).orElse(this);
    }

    /** Both, the current one first. */
    List<String> all() {
        return Stream.concat(Stream.of(current), spare.stream()).toList();
    }

    /** What to note durably. */
    Map<String, String> notes() {
        return Map.of(INTERFACE, current, BACKUP, spare.orElse(NONE));
    }
}
