package org.recoverykit.benchmarks;

/** The one subnet of a {@link TestNetwork}, in either family. */
enum Subnet {
    /** {@code 10.77.0.0/16}. */
    IPV4("-4", "10.77.0.1", "10.77.", ".", "/18", 16),
    /** {@code fd77::/64}. */
    IPV6("-6", "fd77::1", "fd77::", ":", "/112", 64);

    private final String option;
    private final String client;
    private final String begin;
    private final String separator;
    private final String rangeLength;
    private final int prefix;

    Subnet(String option, String client, String begin, String separator, String rangeLength, int prefix) {
        this.option = option;
        this.client = client;
        this.begin = begin;
        this.separator = separator;
        this.rangeLength = rangeLength;
        this.prefix = prefix;
    }

    /** Of the {@code ip} command. */
    String option() {
        return option;
    }

    /** The length of the subnet's prefix. */
    int prefix() {
        return prefix;
    }

    /** The client's address, as {@code ip address add} takes it. */
    String client() {
        return added(client);
    }

    /** The fixed address of a server's interface, likewise. */
    String fixed(int server, int device) {
        return added(begin + server + separator + (device + 1));
    }

    /** The first protected address of a server. */
    String firstProtected(int server) {
        return begin + 100 * server + separator + "1";
    }

    /** The block that holds all protected addresses of a server. */
    String protectedRange(int server) {
        return begin + 100 * server + separator + "0" + rangeLength;
    }

    /** Nobody waits for duplicate address detection of fixed addresses. */
    private String added(String address) {
        return address + "/" + prefix + (this == IPV6 ? " nodad" : "");
    }
}
