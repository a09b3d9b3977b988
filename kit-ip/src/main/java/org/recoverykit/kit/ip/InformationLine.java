package org.recoverykit.kit.ip;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.recoverykit.linux.model.AddressText;

/**
 * LifeKeeper's Information field of an IP resource, read and written exactly:
 * {@code ServerA eth0 172.17.106.10 fffffc00 eth1}, or the word for "no backup" in the fifth place. LifeKeeper defines it for IPv4; ours
 * for IPv6 has the address as RFC 5952 writes it and a netmask of 32 digits.
 *
 * @param node whose line it is: a backup on one node says nothing of another
 * @param device the interface that has the address, or had it last
 * @param address without prefix length
 * @param prefixLength 0 to 32, or to 128
 * @param backup the spare interface
 */
record InformationLine(String node, String device, InetAddress address, int prefixLength, Optional<String> backup) {
    private static final String NONE = "none";
    private static final int FIELDS = 5;
    private static final Pattern IPV4 = Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*:[0-9a-fA-F:.]*");
    private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{8}|[0-9a-fA-F]{32}");
    private static final String FORM =
            "; allowed is 'node interface address netmask backup' with single blanks, the netmask in hexadecimal digits and"
                    + " 'none' for no backup, as: ServerA eth0 172.17.106.10 fffffc00 eth1";

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException that says what is wrong and what is allowed
     */
    static InformationLine parse(String line) {
        String[] fields = line.split(" ", -1);
        if (fields.length != FIELDS || line.contains("  ") || line.isBlank()) {
            throw refused(line, "it has " + fields.length + " fields, not " + FIELDS);
        }
        IpConfig.checkInterface("interface", fields[1]);
        Optional<String> backup = fields[4].equals(NONE) ? Optional.empty() : Optional.of(fields[4]);
        backup.ifPresent(name -> IpConfig.checkInterface("backup", name));
        if (backup.filter(fields[1]::equals).isPresent()) {
            throw refused(line, "interface and backup are the same");
        }
        InetAddress address = address(line, fields[2]);
        return new InformationLine(fields[0], fields[1], address, prefixLength(line, fields[3], address), backup);
    }

    @Override
    public String toString() {
        return String.join(" ", node, device, AddressText.of(address), netmask(), backup.orElse(NONE));
    }

    /** In hexadecimal digits: eight for IPv4, 32 for IPv6. */
    private String netmask() {
        int bits = address.getAddress().length * Byte.SIZE;
        BigInteger all = BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE);
        String digits = all.xor(all.shiftRight(prefixLength)).toString(16);
        return "0".repeat(bits / 4 - digits.length()) + digits;
    }

    private static InetAddress address(String line, String text) {
        if (!IPV4.matcher(text).matches() && !IPV6.matcher(text).matches()) {
            throw refused(line, "'" + text + "' is no IP address");
        }
        try {
            return InetAddress.getByName(text); // digits only: no name server is asked
        } catch (UnknownHostException impossible) {
            throw refused(line, "'" + text + "' is no IP address");
        }
    }

    private static int prefixLength(String line, String digits, InetAddress address) {
        int bits = address.getAddress().length * Byte.SIZE;
        if (!HEX.matcher(digits).matches() || digits.length() != bits / 4) {
            throw refused(line, "the netmask '" + digits + "' does not have " + bits / 4 + " hexadecimal digits");
        }
        BigInteger zeros = new BigInteger(digits, 16)
                .not()
                .and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE));
        if (zeros.and(zeros.add(BigInteger.ONE)).signum() != 0) {
            throw refused(line, "the netmask '" + digits + "' has ones after zeros");
        }
        return bits - zeros.bitLength();
    }

    private static IllegalArgumentException refused(String line, String why) {
        return new IllegalArgumentException("information line '" + line + "': " + why + FORM);
    }
}
