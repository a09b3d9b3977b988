package org.recoverykit.linux;

import org.apiguardian.api.API;

/** One frame for one interface, encoded beforehand: to send it takes one system call and nothing else. Any thread may call. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface ReadyFrame {
    /**
     * Sends it once more, without waiting: whether the kernel took it. Not when the interface is down, gone or busy; then
     * {@link ArpSender#send} or {@link NdSender#send} tells why.
     */
    boolean send();
}
