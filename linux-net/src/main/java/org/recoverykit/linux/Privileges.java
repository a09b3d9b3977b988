package org.recoverykit.linux;

/** What to tell a person whose process may not do something. */
final class Privileges {
    static final String HINT = ". Run as root, or give the process the capabilities CAP_NET_ADMIN and CAP_NET_RAW "
            + "(systemd: AmbientCapabilities=CAP_NET_ADMIN CAP_NET_RAW)";

    private Privileges() {}
}
