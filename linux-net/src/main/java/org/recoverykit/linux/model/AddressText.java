package org.recoverykit.linux.model;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.apiguardian.api.API;

/**
 * The one text of an address, as people and {@code ip} write it (RFC 5952): {@code 2001:db8::50}, where Java says
 * {@code 2001:db8:0:0:0:0:0:50}. Without zone.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class AddressText {
    private static final int GROUPS = 8;

    private AddressText() {}

    /** The text of an address of either family. */
    public static String of(InetAddress address) {
        return address instanceof Inet4Address ? address.getHostAddress() : text(groups(address.getAddress()));
    }

    private static int[] groups(byte[] octets) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (octets[2 * i] & 0xff) << 8 | (octets[2 * i + 1] & 0xff);
        }
        return groups;
    }

    private static String text(int[] groups) {
        int from = longestRunOfZeros(groups);
        int to = from + zerosFrom(groups, from);
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i >= from && i < to) {
                text.append(i == from ? "::" : "");
            } else {
                text.append(i == 0 || i == to ? "" : ":").append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    /** Where the first of the longest runs begins; beyond the end when none has two groups or more. */
    private static int longestRunOfZeros(int[] groups) {
        int best = GROUPS;
        for (int i = 0; i < GROUPS; i++) {
            int length = zerosFrom(groups, i);
            if (length > 1 && length > zerosFrom(groups, best)) {
                best = i;
            }
        }
        return best;
    }

    private static int zerosFrom(int[] groups, int from) {
        int to = from;
        while (to < GROUPS && groups[to] == 0) {
            to++;
        }
        return to - from;
    }
}
