package org.recoverykit.linux;

import java.net.Inet4Address;
import java.time.Duration;
import java.util.Set;
import org.apiguardian.api.API;

/** Asks stations for ICMP echoes, in the name of an address and by one interface only. Any thread may call. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface EchoAsker {
    /**
     * Sends one request to each target and waits until the first answer, or until the time is over. The targets may be a
     * subnet's broadcast address: then whoever answers, answers.
     *
     * <p>Refused without CAP_NET_RAW, and with EADDRNOTAVAIL when the node does not have the source address. An interrupt ends
     * the wait within 100 ms, and the thread stays marked.
     *
     * @param interfaceName requests leave by it, and answers count only when they come in by it
     * @return the addresses that answered, often one; none when nobody did. Targets that the kernel knows no way to are
     *     silent targets
     */
    KernelAnswer<Set<Inet4Address>> ask(
            Set<Inet4Address> targets, Inet4Address source, String interfaceName, Duration wait);
}
