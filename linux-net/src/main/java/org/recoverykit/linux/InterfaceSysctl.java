package org.recoverykit.linux;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * The settings of one IP family under {@code net/ipv4/conf/<interface>/} or {@code net/ipv6/conf/<interface>/}, of the network's own namespace, whichever thread asks: the files
 * are opened by a thread that lives in that namespace.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface InterfaceSysctl {
    /**
     * Reads a setting, without its line end.
     *
     * @param interfaceName an interface, {@code all} or {@code default}
     * @param key such as {@code arp_ignore}
     * @return {@link KernelResult.NotThere} when there is no such interface or key
     */
    KernelAnswer<String> read(String interfaceName, String key, Duration timeout);

    /**
     * Writes a setting. Refused (EACCES, EROFS) where {@code /proc/sys} is not writable, as in many containers.
     *
     * @param interfaceName an interface, {@code all} or {@code default}
     * @param key such as {@code arp_ignore}
     */
    KernelResult write(String interfaceName, String key, String value, Duration timeout);
}
