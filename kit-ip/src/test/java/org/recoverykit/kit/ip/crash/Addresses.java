package org.recoverykit.kit.ip.crash;

import java.util.List;

/**
 * The addresses of a {@link Site}.
 *
 * @param option of the {@code ip} command: which family
 * @param vip the protected address
 * @param length of all prefixes
 * @param client where the questions come from
 * @param others what the server has beside, as {@code ip addr add} takes it
 */
record Addresses(String option, String vip, int length, String client, List<String> others) {
    static final Addresses IPV4 = new Addresses(
            "-4",
            "10.0.0.50",
            24,
            "10.0.0.99",
            List.of(
                    "10.0.0.11/24 dev eth0",
                    "10.0.0.21/24 dev eth0 label eth0:db valid_lft 36000 preferred_lft 18000",
                    "10.0.0.12/24 dev eth1",
                    "10.0.0.22/24 dev eth1 label eth1:web",
                    // One subnet has one scope; so the odd one lies in another.
                    "10.7.0.1/24 dev eth1 label eth1:odd scope link"));

    static final Addresses IPV6 = new Addresses(
            "-6",
            "2001:db8::50",
            64,
            "2001:db8::99",
            List.of(
                    "2001:db8::11/64 dev eth0 nodad",
                    "2001:db8::21/64 dev eth0 valid_lft 36000 preferred_lft 18000 nodad",
                    "2001:db8::12/64 dev eth1 nodad",
                    "2001:db8:7::1/128 dev eth1 nodad"));

    /** As the kit's setting has it. */
    String protectedAddress() {
        return vip + "/" + length;
    }

    /** What the kernel's list says of it on an interface: IPv6 addresses have no label. */
    List<String> shownOn(String name) {
        return option.equals("-4") ? List.of(" " + name + " ", " " + name + ":vip ") : List.of(" " + name + " ");
    }

    /** For {@code ip addr add}: nobody waits for duplicate address detection of the client's address. */
    String withoutDetection() {
        return option.equals("-6") ? " nodad" : "";
    }
}
