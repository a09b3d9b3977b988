package org.recoverykit.linux.model;

import org.apiguardian.api.API;

/** What the kernel asks of a process that does more than read. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Capability {
    /** Changes addresses, links, routes and rules. */
    NET_ADMIN("to change addresses, links, routes and rules"),
    /** Sends ARP frames. */
    NET_RAW("to send ARP frames");

    private final String need;

    Capability(String need) {
        this.need = need;
    }

    /** {@code CAP_NET_ADMIN (to change addresses, links, routes and rules)}. */
    @Override
    public String toString() {
        return "CAP_" + name() + " (" + need + ")";
    }
}
