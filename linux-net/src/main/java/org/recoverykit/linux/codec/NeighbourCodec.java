package org.recoverykit.linux.codec;

import java.net.Inet4Address;
import java.net.InetAddress;

/** RTM_DELNEIGH: entries of the ARP and neighbour tables. */
public final class NeighbourCodec {
    private static final int DESTINATION = 1;

    private NeighbourCodec() {}

    /** Removes what an interface knows of a station. */
    public static void writeRemove(MessageWriter writer, int sequence, int ifindex, InetAddress address) {
        writer.begin(Rtnetlink.DEL_NEIGHBOUR, Rtnetlink.REQUEST | Rtnetlink.ACK, sequence)
                .u8(address instanceof Inet4Address ? Rtnetlink.INET : Rtnetlink.INET6)
                .u8(0)
                .u16(0)
                .u32(ifindex)
                .u16(0)
                .u8(0)
                .u8(0)
                .attribute(DESTINATION, address)
                .end();
    }
}
