package org.recoverykit.kit.ip;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Predicate;
import org.recoverykit.linux.model.AddressText;
import org.recoverykit.linux.model.IpFamily;
import org.recoverykit.linux.model.IpPrefix;

/**
 * An IP address with its prefix length. Two texts of one address are equal here: short and long, upper and lower case; and an
 * IPv4 address mapped into IPv6 is the IPv4 address.
 *
 * @param inetAddress as the kernel facade wants it; without zone, since the interface it is on is told beside it
 * @param length of the prefix
 */
record ProtectedAddress(InetAddress inetAddress, int length) {
    private static final int MOST_LOOKED_AT = 10_000;

    /**
     * Reads {@code 10.0.0.50/24} or {@code 2001:db8::50/64}: one that a host can use and others can reach.
     *
     * @throws IllegalArgumentException that says what is wrong and what is allowed
     */
    static ProtectedAddress parse(String text) {
        return AddressParser.parse(text).address();
    }

    IpFamily family() {
        return IpFamily.of(inetAddress);
    }

    /** Whether the prefix is the whole address, so that no subnet comes with it. */
    boolean isLone() {
        return length == family().bits();
    }

    /** IPv6 only: valid on one network, and another host may have it on another one. */
    boolean isLinkLocal() {
        return family() == IpFamily.IPV6 && inetAddress.isLinkLocalAddress();
    }

    /** The first address of the subnet that a prefix length cuts out around this address. */
    InetAddress networkOf(int prefixLength) {
        byte[] octets = inetAddress.getAddress();
        for (int i = 0; i < octets.length; i++) {
            int bits = Math.max(0, Math.min(8, prefixLength - 8 * i));
            octets[i] &= (byte) (0xff00 >>> bits);
        }
        return inetAddress(octets);
    }

    /** The last address of the subnet that a prefix length cuts out around this address. */
    InetAddress broadcastOf(int prefixLength) {
        int hostBits = family().bits() - prefixLength;
        BigInteger hosts = BigInteger.ONE.shiftLeft(hostBits).subtract(BigInteger.ONE);
        return inetAddress(number(inetAddress).or(hosts));
    }

    /** Whether this address lies in the subnet of another one. */
    boolean isInSubnetOf(InetAddress other, int prefixLength) {
        return new IpPrefix(other, Math.min(prefixLength, IpFamily.of(other).bits())).holds(inetAddress);
    }

    /**
     * Another address of the same subnet that this node does not have: a stand-in for a client in questions about routes.
     * Looked for far away, since the next ones are often protected addresses too.
     */
    InetAddress neighbour(int prefixLength, Predicate<InetAddress> ofThisNode) {
        int hostBits = family().bits() - prefixLength;
        BigInteger own = number(inetAddress);
        if (hostBits == 0) {
            return inetAddress(own.flipBit(0));
        }
        BigInteger hosts = BigInteger.ONE.shiftLeft(hostBits).subtract(BigInteger.ONE);
        BigInteger network = own.andNot(hosts);
        BigInteger far = own.flipBit(hostBits - 1);
        for (int i = 0; i < MOST_LOOKED_AT; i++) {
            BigInteger host = far.add(BigInteger.valueOf(i)).and(hosts);
            InetAddress candidate = inetAddress(network.or(host));
            boolean usable = hostBits == 1 || (host.signum() != 0 && !host.equals(hosts));
            if (usable && !candidate.equals(inetAddress) && !ofThisNode.test(candidate)) {
                return candidate;
            }
        }
        return inetAddress(far);
    }

    /** The last 32 bits. */
    int lowBits() {
        return number(inetAddress).intValue();
    }

    /** A digest of all bits but the last 32; 0 for IPv4. */
    int highDigest() {
        byte[] octets = inetAddress.getAddress();
        return octets.length == 4 ? 0 : Arrays.hashCode(Arrays.copyOf(octets, octets.length - 4));
    }

    /** The address alone, without prefix length. */
    String host() {
        return AddressText.of(inetAddress);
    }

    @Override
    public String toString() {
        return host() + "/" + length;
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    private InetAddress inetAddress(BigInteger number) {
        byte[] all = number.toByteArray();
        byte[] octets = new byte[family().bits() / 8];
        int used = Math.min(all.length, octets.length);
        System.arraycopy(all, all.length - used, octets, octets.length - used, used);
        return inetAddress(octets);
    }

    private static InetAddress inetAddress(byte[] octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException impossible) {
            throw new AssertionError("4 and 16 octets are addresses", impossible);
        }
    }
}
