package org.recoverykit.kit.ip;

/** How often all moves of a batch together may still look whether the kernel is ready. For one thread. */
final class Patience {
    private int looks;

    Patience(int looks) {
        this.looks = looks;
    }

    /** Takes one look away; whether there was one. */
    boolean takeLook() {
        return looks-- > 0;
    }
}
