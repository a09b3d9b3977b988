package org.recoverykit.linux;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apiguardian.api.API;
import org.recoverykit.linux.model.TcpConnection;

/**
 * The TCP connections of one local address: those of all processes of the network namespace, whatever thread asks. Any thread
 * may call. The kernel walks over all its TCP sockets for a list: milliseconds where there are many.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface TcpConnections {
    /**
     * Those whose other end may wait for data: established, or half closed by the other end. Needs no capability.
     *
     * @param most so many are returned at most, and which ones is chance; 1 or more
     */
    KernelAnswer<List<TcpConnection>> list(InetAddress local, int most, Duration timeout);

    /**
     * Ends all connections of the address at once, also those that are being closed: each process gets ECONNABORTED, and as
     * long as the address is on this node each other end a reset. Listening sockets stay. Refused without CAP_NET_ADMIN, and
     * by kernels without INET_DIAG_DESTROY (all before 4.5). Those that end by themselves meanwhile are no error.
     *
     * @return how many were ended; at most 100,000 at a call
     */
    KernelAnswer<Integer> end(InetAddress local, Duration timeout);

    /**
     * Sends to the other end of each connection one segment that cannot fit ({@link
     * org.recoverykit.linux.codec.TickleCodec}), so that it finds out whether the connection is still there. Meant for
     * connections that this node does <em>not</em> have; to those it has it does no harm. Refused without CAP_NET_RAW, and with
     * EADDRNOTAVAIL when this node does not have the local address.
     *
     * @param local the address that all these connections have here
     * @param round 0, 1 or 2: of three rounds, two at least meet a window in which the segment does not fit
     * @return how many left; fewer than asked when the kernel knows no way to some
     */
    KernelAnswer<Integer> tickle(InetAddress local, Collection<TcpConnection> connections, int round, Duration timeout);
}
