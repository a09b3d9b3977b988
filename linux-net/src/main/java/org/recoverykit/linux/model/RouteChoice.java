package org.recoverykit.linux.model;

import java.net.InetAddress;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * How the kernel would send to a destination now.
 *
 * @param outInterface the index of the interface that the packet would leave by
 * @param source the address it would carry as its source
 * @param gateway the next hop, when the destination is not on the link
 * @param local the destination is this node itself
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record RouteChoice(
        int outInterface, Optional<InetAddress> source, Optional<InetAddress> gateway, boolean local) {}
