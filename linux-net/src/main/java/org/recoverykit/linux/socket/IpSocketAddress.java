package org.recoverykit.linux.socket;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/** sockaddr_in and sockaddr_in6: an address, port 0, no scope. */
final class IpSocketAddress {
    /** Of the longer one. */
    static final int MOST = 28;

    private static final int IPV4_LENGTH = 16;
    private static final int IPV4_AT = 4;
    private static final int IPV6_AT = 8;

    private IpSocketAddress() {}

    /** AF_INET or AF_INET6. */
    static int family(InetAddress address) {
        return address.getAddress().length == 4 ? SocketNumbers.AF_INET : SocketNumbers.AF_INET6;
    }

    /** A fresh direct buffer, exactly as long as the structure. */
    static ByteBuffer of(InetAddress address) {
        boolean ipv4 = family(address) == SocketNumbers.AF_INET;
        ByteBuffer structure = Buffers.direct(ipv4 ? IPV4_LENGTH : MOST);
        structure.putShort(0, (short) family(address));
        return structure.put(ipv4 ? IPV4_AT : IPV6_AT, address.getAddress());
    }

    /** Reads what the kernel filled in, without the scope. */
    static InetAddress read(ByteBuffer structure) {
        boolean ipv4 = structure.getShort(0) == SocketNumbers.AF_INET;
        byte[] octets = new byte[ipv4 ? 4 : 16];
        structure.get(ipv4 ? IPV4_AT : IPV6_AT, octets);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new AssertionError("4 and 16 octets are addresses", e);
        }
    }
}
