package org.recoverykit.linux.model;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.apiguardian.api.API;

/**
 * A block of addresses, as routes and rules name them.
 *
 * @param address its first address, by custom; the kernel demands zero bits beyond the length
 * @param length 0-32 or 0-128
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record IpPrefix(InetAddress address, int length) {

    /** Refuses a length that the family does not have. */
    public IpPrefix {
        int max = address instanceof Inet4Address ? PrefixBits.IPV4 : PrefixBits.IPV6;
        if (length < 0 || length > max) {
            throw new IllegalArgumentException(
                    "prefix length " + length + " of " + AddressText.of(address) + " is not in 0-" + max);
        }
    }

    /** One address only. */
    public static IpPrefix host(InetAddress address) {
        return new IpPrefix(address, address instanceof Inet4Address ? PrefixBits.IPV4 : PrefixBits.IPV6);
    }

    /** Whether the address lies in it. */
    public boolean holds(InetAddress other) {
        return PrefixBits.samePrefix(address, other, length);
    }

    @Override
    public String toString() {
        return AddressText.of(address) + "/" + length;
    }
}
