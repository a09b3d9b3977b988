package org.recoverykit.linux.model;

import java.net.InetAddress;

/** Prefix arithmetic over both families. */
final class PrefixBits {
    static final int IPV4 = 32;
    static final int IPV6 = 128;

    private PrefixBits() {}

    /** Whether two addresses of one family agree in their first bits. */
    static boolean samePrefix(InetAddress one, InetAddress other, int bits) {
        byte[] a = one.getAddress();
        byte[] b = other.getAddress();
        if (a.length != b.length) {
            return false;
        }
        for (int i = 0; i < a.length && i * 8 < bits; i++) {
            int mask = (bits - i * 8) >= 8 ? 0xff : 0xff << (8 - (bits - i * 8));
            if (((a[i] ^ b[i]) & mask & 0xff) != 0) {
                return false;
            }
        }
        return true;
    }
}
