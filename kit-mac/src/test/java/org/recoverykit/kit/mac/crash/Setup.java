package org.recoverykit.kit.mac.crash;

/** What kind of address, on what kind of drivers. */
enum Setup {
    /** An address that no interface has by itself. */
    VIRTUAL("mac", false),
    /** The address that eth0 has by itself. */
    HOME("mac", true),
    /** Drivers that answer EBUSY: the interfaces are set down and up for each change. */
    VIRTUAL_BUSY("mac-busy", false),
    HOME_BUSY("mac-busy", true);

    private final String kit;
    private final boolean home;

    Setup(String kit, boolean home) {
        this.kit = kit;
        this.home = home;
    }

    String kit() {
        return kit;
    }

    boolean home() {
        return home;
    }
}
