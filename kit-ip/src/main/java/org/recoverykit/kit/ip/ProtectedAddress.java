package org.recoverykit.kit.ip;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address with its prefix length, both checked: one that a host can use and others can reach.
 *
 * @param bits the address, first octet in the highest byte
 * @param length of the prefix, 8 to 32
 */
record ProtectedAddress(int bits, int length) {
    private static final Pattern FORM = Pattern.compile("([0-9]+)\\.([0-9]+)\\.([0-9]+)\\.([0-9]+)/([0-9]+)");
    private static final int MOST_LOOKED_AT = 10_000;
    private static final String ALLOWED = "; allowed is an IPv4 address with prefix length, as 10.0.0.50/24";

    /**
     * Reads {@code 10.0.0.50/24}.
     *
     * @throws IllegalArgumentException that says what is wrong and what is allowed
     */
    static ProtectedAddress parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw refused(text, text.contains(":") ? "IPv6 is not supported yet" : "not of this form");
        }
        int bits = 0;
        for (int i = 1; i <= 4; i++) {
            bits = bits << 8 | number(text, parts.group(i), 255);
        }
        ProtectedAddress address = new ProtectedAddress(bits, number(text, parts.group(5), 32));
        address.refuseUnusable(text);
        return address;
    }

    /** As the kernel facade wants it. */
    Inet4Address inetAddress() {
        return inetAddress(bits);
    }

    /** The first address of the subnet that a prefix length cuts out around this address. */
    Inet4Address networkOf(int prefixLength) {
        return inetAddress(bits & mask(prefixLength));
    }

    /** Whether this address lies in the subnet of another one. */
    boolean isInSubnetOf(InetAddress other, int prefixLength) {
        return other instanceof Inet4Address && ((bitsOf(other) ^ bits) & mask(prefixLength)) == 0;
    }

    /**
     * Another address of the same subnet that this node does not have: a stand-in for a client in questions about routes.
     * Looked for far away, since the next ones are often protected addresses too.
     */
    Inet4Address neighbour(int prefixLength, Predicate<Inet4Address> ofThisNode) {
        if (prefixLength == 32) {
            return inetAddress(bits ^ 1);
        }
        int hosts = ~mask(prefixLength);
        int far = bits ^ (1 << (31 - prefixLength));
        for (int i = 0; i < MOST_LOOKED_AT; i++) {
            int host = (far + i) & hosts;
            Inet4Address candidate = inetAddress((bits & ~hosts) | host);
            boolean usable = prefixLength == 31 || (host != 0 && host != hosts);
            if (usable && host != (bits & hosts) && !ofThisNode.test(candidate)) {
                return candidate;
            }
        }
        return inetAddress(far);
    }

    /** The address alone, without prefix length. */
    String host() {
        return (bits >>> 24) + "." + (bits >>> 16 & 255) + "." + (bits >>> 8 & 255) + "." + (bits & 255);
    }

    @Override
    public String toString() {
        return host() + "/" + length;
    }

    static int mask(int prefixLength) {
        return prefixLength == 0 ? 0 : -1 << (32 - prefixLength);
    }

    private void refuseUnusable(String text) {
        int first = bits >>> 24;
        if (length < 8) {
            throw refused(text, "prefix length " + length + " is below 8");
        }
        if (first == 0) {
            throw refused(text, "0.0.0.0/8 means 'this network', no host has it");
        }
        if (first == 127) {
            throw refused(text, "a loopback address cannot be reached from outside");
        }
        if (first >= 224 && first < 240) {
            throw refused(text, "a multicast address belongs to no host");
        }
        if (first >= 240) {
            throw refused(text, "240.0.0.0/4 is reserved, or broadcast");
        }
        if (length < 31 && (bits & ~mask(length)) == 0) {
            throw refused(text, "this is the address of the network itself");
        }
        if (length < 31 && (bits | mask(length)) == -1) {
            throw refused(text, "this is the broadcast address of its network");
        }
    }

    private static int number(String text, String digits, int most) {
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            throw refused(text, "'" + digits + "' has a leading zero, which some programs read as octal");
        }
        if (digits.length() > 3 || Integer.parseInt(digits) > most) {
            throw refused(text, "'" + digits + "' is above " + most);
        }
        return Integer.parseInt(digits);
    }

    private static IllegalArgumentException refused(String text, String why) {
        return new IllegalArgumentException("address '" + text + "': " + why + ALLOWED);
    }

    private static int bitsOf(InetAddress address) {
        byte[] octets = address.getAddress();
        return (octets[0] & 255) << 24 | (octets[1] & 255) << 16 | (octets[2] & 255) << 8 | (octets[3] & 255);
    }

    private static Inet4Address inetAddress(int bits) {
        byte[] octets = {(byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits};
        try {
            return (Inet4Address) InetAddress.getByAddress(octets);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("four octets are an IPv4 address", impossible);
        }
    }
}
