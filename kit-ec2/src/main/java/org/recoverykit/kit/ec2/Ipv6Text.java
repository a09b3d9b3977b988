package org.recoverykit.kit.ec2;

import java.util.ArrayList;
import java.util.List;

/** IPv6 addresses as EC2 writes them (RFC 5952); the JDK writes every zero. */
final class Ipv6Text {
    private static final int GROUPS = 8;

    private Ipv6Text() {}

    static String of(byte[] bits) {
        List<String> groups = new ArrayList<>();
        for (int i = 0; i < GROUPS; i++) {
            groups.add(Integer.toHexString((bits[2 * i] & 0xff) << 8 | (bits[2 * i + 1] & 0xff)));
        }
        int longest = 1;
        int at = -1;
        for (int start = 0; start < GROUPS; start++) {
            int zeros = zerosFrom(groups, start);
            if (zeros > longest) {
                longest = zeros;
                at = start;
            }
        }
        return at < 0
                ? String.join(":", groups)
                : String.join(":", groups.subList(0, at)) + "::"
                        + String.join(":", groups.subList(at + longest, GROUPS));
    }

    private static int zerosFrom(List<String> groups, int start) {
        int end = start;
        while (end < GROUPS && groups.get(end).equals("0")) {
            end++;
        }
        return end - start;
    }
}
