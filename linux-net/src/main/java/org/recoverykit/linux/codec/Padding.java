package org.recoverykit.linux.codec;

/** Lengths are written without, steps are taken with padding. */
final class Padding {
    private Padding() {}

    static int to4(int length) {
        return (length + 3) & ~3;
    }
}
