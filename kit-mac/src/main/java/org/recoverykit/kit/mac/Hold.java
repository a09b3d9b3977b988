package org.recoverykit.kit.mac;

/**
 * This node has taken the protected address, or is about to.
 *
 * @param epoch of the ownership under which it did
 * @param boot of the machine, as the kernel names it
 */
record Hold(long epoch, String boot) {
    static Hold parse(String text) {
        String[] words = text.split(" ", 2);
        return new Hold(Long.parseLong(words[0]), words[1]);
    }

    String text() {
        return epoch + " " + boot;
    }
}
