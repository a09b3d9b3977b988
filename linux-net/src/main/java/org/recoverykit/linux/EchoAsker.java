package org.recoverykit.linux;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;
import org.apiguardian.api.API;

/** Asks stations for ICMP echoes, for ICMPv6 echoes those of IPv6, in the name of an address and by one interface only. Any thread may call. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface EchoAsker {
    /**
     * Sends one request to each target and waits until the first answer, or until the time is over. Targets are of the
     * source's family. One may be an IPv4 subnet's broadcast address: then whoever answers, answers.
     *
     * <p>Refused without CAP_NET_RAW, and with EADDRNOTAVAIL when the node does not have the source address or duplicate address
     * detection of it is not over. An interrupt ends
     * the wait within 100 ms, and the thread stays marked.
     *
     * @param interfaceName requests leave by it, and answers count only when they come in by it
     * @return the addresses that answered, often one; none when nobody did. Targets that the kernel knows no way to are
     *     silent targets
     */
    KernelAnswer<Set<InetAddress>> ask(
            Set<InetAddress> targets, InetAddress source, String interfaceName, Duration wait);
}
