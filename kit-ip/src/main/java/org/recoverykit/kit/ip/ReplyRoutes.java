package org.recoverykit.kit.ip;

/** What to do so that replies from the address leave by the interface that holds it, and not by the dead one. */
public enum ReplyRoutes {
    /** Keeps a routing rule and a small routing table for the address, as long as it is in service. */
    PREPARE,
    /** Changes nothing: the administrator's own routing sees to it. The deep check still tells when it does not. */
    LEAVE
}
