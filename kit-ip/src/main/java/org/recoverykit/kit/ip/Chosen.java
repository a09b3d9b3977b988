package org.recoverykit.kit.ip;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which two interfaces count: those of the settings, or those that an administrator has chosen since by command. A choice
 * holds until somebody edits the settings: whoever does means them.
 */
final class Chosen {
    /** The settings that the choice was made against: {@code eth0 eth1}, or {@code eth0 none}. */
    private static final String AGAINST = "chosen-against";

    private static final String NONE = "none";

    private Chosen() {}

    /** The settings with the interfaces that count now. */
    static IpConfig effective(IpConfig config, Map<String, String> notes) {
        String current = notes.getOrDefault(Places.INTERFACE, NONE);
        if (!against(config).equals(notes.get(AGAINST)) || current.equals(NONE)) {
            return config;
        }
        Places noted = new Places(current, spare(notes));
        // The order of the settings is kept where it can be: what is noted about an interface goes by its place.
        boolean turned = noted.spare().filter(config.device()::equals).isPresent();
        Places ordered = turned ? noted.swapped() : noted;
        return config.on(ordered.current(), ordered.spare());
    }

    /** What to note of a choice, beside the places themselves. */
    static Map<String, String> notes(IpConfig config, Places places) {
        Map<String, String> notes = new HashMap<>(places.notes());
        notes.put(AGAINST, against(config));
        return notes;
    }

    /** The interface of the settings that a choice was made against. */
    static Optional<String> device(Map<String, String> notes) {
        return Optional.ofNullable(notes.get(AGAINST)).map(text -> text.substring(0, text.indexOf(' ')));
    }

    private static Optional<String> spare(Map<String, String> notes) {
        return Optional.ofNullable(notes.get(Places.BACKUP)).filter(name -> !name.equals(NONE));
    }

    private static String against(IpConfig config) {
        return config.device() + " " + config.backup().orElse(NONE);
    }
}
