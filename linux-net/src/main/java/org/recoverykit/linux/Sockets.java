package org.recoverykit.linux;

import org.recoverykit.linux.codec.Rtnetlink;
import org.recoverykit.linux.socket.NetlinkSocket;

/** Opens the sockets of a core, in the network namespace of the calling thread. */
interface Sockets {
    /** One for requests. */
    NetlinkSocket forRequests();

    /** One for the events of links and addresses. */
    NetlinkSocket forEvents(int bufferBytes);

    /** The kernel's. */
    static Sockets real() {
        return new Sockets() {
            @Override
            public NetlinkSocket forRequests() {
                return NetlinkSocket.forRequests();
            }

            @Override
            public NetlinkSocket forEvents(int bufferBytes) {
                return NetlinkSocket.forEvents(
                        bufferBytes, Rtnetlink.GROUP_LINK, Rtnetlink.GROUP_IPV4_ADDRESS, Rtnetlink.GROUP_IPV6_ADDRESS);
            }
        };
    }
}
