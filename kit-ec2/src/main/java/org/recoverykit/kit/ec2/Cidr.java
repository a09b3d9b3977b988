package org.recoverykit.kit.ec2;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A network, compared by its bits: one IPv6 address has many spellings, and 10.0.0.1 is no part of 10.0.0.10. */
final class Cidr {
    // Without leading zeros: some programs read them as octal.
    private static final Pattern IPV4 =
            Pattern.compile("(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})\\.(0|[1-9]\\d{0,2})");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final byte[] bits;
    private final int length;

    private Cidr(byte[] bits, int length) {
        this.bits = bits;
        this.length = length;
    }

    /**
     * A network, or a single address without a slash. Bits beyond the length are cleared, as EC2 does.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Cidr parse(String text) {
        int slash = text.indexOf('/');
        byte[] address = address(slash < 0 ? text : text.substring(0, slash), text);
        int length = slash < 0 ? address.length * 8 : length(text.substring(slash + 1), address.length * 8, text);
        return new Cidr(masked(address, length), length);
    }

    /**
     * A single address.
     *
     * @throws IllegalArgumentException if it is none, or has a prefix length
     */
    static Cidr host(String text) {
        if (text.indexOf('/') >= 0) {
            throw new IllegalArgumentException("'" + text + "' has a prefix length; write the address alone");
        }
        return parse(text);
    }

    boolean isIpv6() {
        return bits.length == 16;
    }

    /** Whether the other one lies within. */
    boolean contains(Cidr other) {
        return bits.length == other.bits.length
                && length <= other.length
                && Arrays.equals(bits, masked(other.bits, length));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cidr that && length == that.length && Arrays.equals(bits, that.bits);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(bits) + length;
    }

    /** As EC2 writes it. */
    @Override
    public String toString() {
        return hostText() + "/" + length;
    }

    private String hostText() {
        if (isIpv6()) {
            return Ipv6Text.of(bits);
        }
        return (bits[0] & 0xff) + "." + (bits[1] & 0xff) + "." + (bits[2] & 0xff) + "." + (bits[3] & 0xff);
    }

    private static byte[] address(String text, String whole) {
        Matcher ipv4 = IPV4.matcher(text);
        if (ipv4.matches()) {
            byte[] bytes = new byte[4];
            for (int i = 0; i < 4; i++) {
                int value = Integer.parseInt(ipv4.group(i + 1));
                if (value > 255) {
                    throw refused(whole);
                }
                bytes[i] = (byte) value;
            }
            return bytes;
        }
        if (IPV6.matcher(text).matches()) {
            try {
                // A text with a colon is read, never looked up.
                byte[] bytes = InetAddress.getByName(text).getAddress();
                if (bytes.length == 16) {
                    return bytes;
                }
            } catch (UnknownHostException malformed) {
                throw refused(whole);
            }
        }
        throw refused(whole);
    }

    private static int length(String text, int longest, String whole) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) > longest) {
            throw refused(whole);
        }
        return Integer.parseInt(text);
    }

    private static byte[] masked(byte[] address, int length) {
        byte[] masked = new byte[address.length];
        for (int i = 0; i < masked.length; i++) {
            int kept = Math.max(0, Math.min(8, length - 8 * i));
            masked[i] = (byte) (address[i] & (0xff << (8 - kept)));
        }
        return masked;
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "'" + text + "' is no address; allowed are IPv4 as 10.1.0.10 and IPv6 as fd00::10");
    }
}
