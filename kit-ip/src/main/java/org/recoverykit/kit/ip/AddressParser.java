package org.recoverykit.kit.ip;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.recoverykit.linux.model.IpFamily;

/** Reads an address with prefix length from a text, strictly: what two programs might read differently is refused. */
final class AddressParser {
    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f.:]+)(?:%([^/%\\s]+))?/([0-9]+)");
    private static final String ALLOWED =
            "; allowed is an IP address with prefix length, as 10.0.0.50/24 or 2001:db8::50/64";
    private static final int MAPPED_BITS = 96;

    private final String text;

    private AddressParser(String text) {
        this.text = text;
    }

    /**
     * What a text says.
     *
     * @param address with prefix length
     * @param zone the interface's name behind a link-local address, as in {@code fe80::50%eth0/64}
     */
    record Parsed(ProtectedAddress address, Optional<String> zone) {}

    /** @throws IllegalArgumentException that says what is wrong and what is allowed */
    static Parsed parse(String text) {
        return new AddressParser(text).parse();
    }

    private Parsed parse() {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw refused("not of this form");
        }
        Optional<String> zone = Optional.ofNullable(parts.group(2));
        String digits = parts.group(1);
        boolean colons = digits.contains(":");
        InetAddress address = inetAddress(colons ? new Ipv6Groups(digits, this).octets() : dotted(digits));
        int most = colons ? IpFamily.IPV6.bits() : IpFamily.IPV4.bits();
        int length = number(parts.group(3), most);
        if (colons && IpFamily.of(address) == IpFamily.IPV4) {
            if (length < MAPPED_BITS) {
                throw refused("prefix length " + length + " reaches beyond the IPv4 address mapped into IPv6");
            }
            length -= MAPPED_BITS;
        }
        ProtectedAddress read = new ProtectedAddress(address, length);
        new AddressRules(read).problem().ifPresent(problem -> {
            throw refused(problem);
        });
        if (zone.isPresent() && !read.isLinkLocal()) {
            throw refused("only a link-local address (fe80::/10) has a zone");
        }
        return new Parsed(read, zone);
    }

    /** The four octets of an IPv4 address. */
    byte[] dotted(String digits) {
        String[] parts = digits.split("\\.", -1);
        byte[] octets = new byte[4];
        if (parts.length != octets.length) {
            throw refused("not of this form");
        }
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) number(parts[i], 255);
        }
        return octets;
    }

    private int number(String digits, int most) {
        if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw refused("not of this form");
        }
        if (digits.length() > 1 && digits.charAt(0) == '0') {
            throw refused("'" + digits + "' has a leading zero, which some programs read as octal");
        }
        if (digits.length() > 3 || Integer.parseInt(digits) > most) {
            throw refused("'" + digits + "' is above " + most);
        }
        return Integer.parseInt(digits);
    }

    IllegalArgumentException refused(String why) {
        return new IllegalArgumentException("address '" + text + "': " + why + ALLOWED);
    }

    private static InetAddress inetAddress(byte[] octets) {
        try {
            // Makes an Inet4Address of ::ffff:10.0.0.50, as it should.
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("4 and 16 octets are addresses", impossible);
        }
    }
}
