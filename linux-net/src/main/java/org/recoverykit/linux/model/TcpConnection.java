package org.recoverykit.linux.model;

import java.net.InetAddress;
import org.apiguardian.api.API;

/**
 * A TCP connection, seen from one of its ends.
 *
 * @param local this end's address
 * @param localPort this end's port, 1 to 65535
 * @param remote the other end's address, of the same family
 * @param remotePort the other end's port, 1 to 65535
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TcpConnection(InetAddress local, int localPort, InetAddress remote, int remotePort) {
    private static final int MOST = 0xffff;

    /** Refuses what cannot be one. */
    public TcpConnection {
        if (local.getAddress().length != remote.getAddress().length) {
            throw new IllegalArgumentException(
                    AddressText.of(local) + " and " + AddressText.of(remote) + " are of two families");
        }
        if (localPort < 1 || localPort > MOST || remotePort < 1 || remotePort > MOST) {
            throw new IllegalArgumentException(
                    "ports " + localPort + " and " + remotePort + "; allowed are 1 to " + MOST);
        }
    }
}
