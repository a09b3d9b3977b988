package org.recoverykit.linux.model;

import org.apiguardian.api.API;

/**
 * A socket of this node that has a connection, named so that the kernel finds it again.
 *
 * @param connection between which ends
 * @param ipv6 whether the socket is one of IPv6; such a one may have an IPv4 connection
 * @param boundInterface index of the interface that the socket is bound to, 0 for none
 * @param cookie the kernel's name for this very socket, which no later one of the same ends has
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record TcpSocket(TcpConnection connection, boolean ipv6, int boundInterface, long cookie) {}
