package org.recoverykit.kit.ip;

/**
 * Every place at which an action of this kit can be cut off, in the order in which a move meets them. A process killed at
 * any of them leaves a state from which a new start finds its way: {@code IpCrashTest} does that for each.
 */
enum IpStep {
    PROBED("others asked for the address"),
    SETTINGS_NOTED("interface settings noted"),
    SETTINGS_MADE("interface settings made"),
    ROUTES_PREPARED("reply routes prepared"),
    ABOUT_TO_ADD("about to add the address"),
    ADDED("address added"),
    ANNOUNCED("address announced"),
    ABOUT_TO_DELETE("about to delete the address where it shall not be"),
    DELETED("address deleted where it shall not be"),
    VERIFIED("address verified"),
    PLACE_NOTED("interface noted"),
    ROUTES_REMOVED("reply routes deleted"),
    SETTINGS_RETURNED("interface settings given back"),
    NOTES_CLEARED("notes cleared");

    private final String text;

    IpStep(String text) {
        this.text = text;
    }

    /** As the engine shows it. */
    String text() {
        return text;
    }
}
