package org.recoverykit.kit.ip;

import java.util.List;

/**
 * The addresses of a {@link Site}.
 *
 * @param option of the {@code ip} command: which family
 * @param vip the protected address
 * @param length of all prefixes in the subnet
 * @param client on the server's network
 * @param afar the client's, in another network
 * @param fixed those of the server's interfaces
 */
record Plan(String option, String vip, int length, String client, String afar, List<String> fixed) {
    static final Plan IPV4 =
            new Plan("-4", "10.0.0.50", 24, "10.0.0.99", "10.9.0.99/24", List.of("10.0.0.11", "10.0.0.12"));

    static final Plan IPV6 = new Plan(
            "-6", "2001:db8::50", 64, "2001:db8::99", "2001:db8:9::99/64", List.of("2001:db8::11", "2001:db8::12"));

    /** A subnet's address as {@code ip addr add} takes it; nobody waits for duplicate address detection. */
    String added(String address) {
        return address + "/" + length + (option.equals("-6") ? " nodad" : "");
    }

    /** The protected address with its prefix length. */
    String protectedAddress() {
        return vip + "/" + length;
    }

    String withoutLength(String address) {
        return address.substring(0, address.indexOf('/'));
    }
}
