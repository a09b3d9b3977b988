package org.recoverykit.linux.model;

import java.net.Inet4Address;
import java.net.InetAddress;
import org.apiguardian.api.API;

/** The two kinds of IP addresses. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum IpFamily {
    /** 32 bits. */
    IPV4(PrefixBits.IPV4),
    /** 128 bits. */
    IPV6(PrefixBits.IPV6);

    private final int bits;

    IpFamily(int bits) {
        this.bits = bits;
    }

    /** Which one an address belongs to. */
    public static IpFamily of(InetAddress address) {
        return address instanceof Inet4Address ? IPV4 : IPV6;
    }

    /** How many bits an address has: the longest prefix. */
    public int bits() {
        return bits;
    }
}
