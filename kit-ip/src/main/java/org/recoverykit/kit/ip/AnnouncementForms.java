package org.recoverykit.kit.ip;

/** Which forms of ARP tell where an address is. */
public enum AnnouncementForms {
    /** A request about itself, and later a reply to itself: some receivers learn from replies only. */
    BOTH,
    /** The request alone, which Linux believes even within the second after an update. */
    REQUEST
}
