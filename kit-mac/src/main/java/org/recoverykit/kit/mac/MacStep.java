package org.recoverykit.kit.mac;

/**
 * Every place at which an action of this kit can be cut off. A process killed at any of them leaves a state from which a new
 * start finds its way: the crash tests do that for each.
 */
enum MacStep {
    HELD("hold noted"),
    NOTED("original addresses noted"),
    ABOUT_TO_LEAVE("about to take the address off an interface"),
    LEFT("address taken off an interface"),
    ABOUT_TO_TAKE("about to give the interface the address"),
    TAKEN("interface has the address"),
    SAVED("addresses and routes saved"),
    DOWN("interface set down"),
    CHANGED("address changed while down"),
    UP("interface set up"),
    COMPLETE("addresses and routes put back"),
    SAVED_FORGOTTEN("saved addresses and routes forgotten"),
    ANNOUNCED("address announced"),
    VERIFIED("address verified"),
    PLACE_NOTED("interface noted"),
    LET_GO("letting go noted"),
    NOTES_CLEARED("notes cleared");

    private final String text;

    MacStep(String text) {
        this.text = text;
    }

    /** As the engine shows it. */
    String text() {
        return text;
    }
}
