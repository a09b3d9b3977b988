package org.recoverykit.ec2fake;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;

/** Blocks of addresses in the one spelling that EC2 answers with: host bits cleared, IPv6 in lower case and shortened. */
final class Cidr {
    private static final Pattern LITERAL = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final int GROUPS = 8;

    private Cidr() {}

    /** Whether a destination is IPv6; prefix lists are not. */
    static boolean isV6(String destination) {
        return destination.indexOf(':') >= 0;
    }

    /**
     * The block as EC2 writes it.
     *
     * @throws Refusal if it is none
     */
    static String canonical(String parameter, String text) {
        int slash = text.indexOf('/');
        if (slash < 0 || !LITERAL.matcher(text.substring(0, slash)).matches()) {
            throw invalid(parameter, text);
        }
        try {
            byte[] bytes = InetAddress.getByName(text.substring(0, slash)).getAddress();
            int length = Integer.parseInt(text.substring(slash + 1));
            if (length < 0 || length > bytes.length * Byte.SIZE) {
                throw invalid(parameter, text);
            }
            for (int bit = length; bit < bytes.length * Byte.SIZE; bit++) {
                bytes[bit / Byte.SIZE] &= (byte) ~(0x80 >> (bit % Byte.SIZE));
            }
            return (bytes.length == 4 ? InetAddress.getByAddress(bytes).getHostAddress() : shortened(bytes)) + "/"
                    + length;
        } catch (UnknownHostException | NumberFormatException e) {
            throw invalid(parameter, text);
        }
    }

    private static Refusal invalid(String parameter, String text) {
        return Refusal.invalidValue(
                "Value (" + text + ") for parameter " + parameter + " is invalid. This is not a valid CIDR block.");
    }

    /** RFC 5952: the longest run of zero groups becomes {@code ::}. */
    private static String shortened(byte[] bytes) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[2 * i] & 0xff) << Byte.SIZE | (bytes[2 * i + 1] & 0xff);
        }
        int start = -1;
        int longest = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > longest) {
                start = i;
                longest = end - i;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == start) {
                text.append("::");
                i += longest - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }
}
