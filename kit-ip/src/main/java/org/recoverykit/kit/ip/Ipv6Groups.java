package org.recoverykit.kit.ip;

import java.util.ArrayList;
import java.util.List;

/** The digits of an IPv6 address: eight groups of at most four, one run of them left out at {@code ::}, the last two dotted. */
final class Ipv6Groups {
    private static final int GROUPS = 8;
    private static final int MOST_DIGITS = 4;

    private final String digits;
    private final AddressParser parser;

    Ipv6Groups(String digits, AddressParser parser) {
        this.digits = digits;
        this.parser = parser;
    }

    /** @throws IllegalArgumentException the parser's, that says what is wrong */
    byte[] octets() {
        int gap = digits.indexOf("::");
        if (gap >= 0 && digits.indexOf("::", gap + 1) >= 0) {
            throw parser.refused("'::' may stand once only");
        }
        List<Integer> before = gap >= 0 ? groups(digits.substring(0, gap), false) : groups(digits, true);
        List<Integer> after = gap >= 0 ? groups(digits.substring(gap + 2), true) : List.of();
        int missing = GROUPS - before.size() - after.size();
        if (gap >= 0 ? missing < 1 : missing != 0) {
            throw parser.refused("an IPv6 address has eight groups of digits");
        }
        byte[] octets = new byte[2 * GROUPS];
        put(before, octets, 0);
        put(after, octets, before.size() + missing);
        return octets;
    }

    private List<Integer> groups(String part, boolean last) {
        List<Integer> groups = new ArrayList<>();
        if (part.isEmpty()) {
            return groups;
        }
        String[] words = part.split(":", -1);
        for (int i = 0; i < words.length; i++) {
            if (last && i == words.length - 1 && words[i].contains(".")) {
                byte[] dotted = parser.dotted(words[i]);
                groups.add((dotted[0] & 0xff) << 8 | (dotted[1] & 0xff));
                groups.add((dotted[2] & 0xff) << 8 | (dotted[3] & 0xff));
            } else {
                groups.add(group(words[i]));
            }
        }
        return groups;
    }

    private int group(String word) {
        if (word.isEmpty() || word.length() > MOST_DIGITS || word.contains(".")) {
            throw parser.refused("'" + word + "' is no group of one to four hexadecimal digits");
        }
        return Integer.parseInt(word, 16);
    }

    private static void put(List<Integer> groups, byte[] octets, int from) {
        for (int i = 0; i < groups.size(); i++) {
            octets[2 * (from + i)] = (byte) (groups.get(i) >>> 8);
            octets[2 * (from + i) + 1] = (byte) (int) groups.get(i);
        }
    }
}
