package org.recoverykit.kit.ip;

import java.util.List;
import org.recoverykit.linux.model.IpFamily;

/**
 * A kernel setting of an interface that the address needs, and which values will do.
 *
 * @param key which one
 * @param wanted what we write when the present one will not do
 * @param most the largest value that will do
 * @param reach whose value counts
 */
record InterfaceSetting(SettingKey key, int wanted, int most, Reach reach) {
    /** Answer ARP only for addresses of the asked interface (1), perhaps only to its own subnet (2). */
    static final InterfaceSetting ARP_IGNORE = ipv4("arp_ignore", 1, 2, Reach.LARGER);

    /** Ask by ARP only in the name of the asking interface's own addresses. */
    static final InterfaceSetting ARP_ANNOUNCE = ipv4("arp_announce", 2, 2, Reach.LARGER);

    /** Deleting the first address of a subnet keeps the others: without it the kernel deletes them too. */
    static final InterfaceSetting PROMOTE_SECONDARIES = ipv4("promote_secondaries", 1, 1, Reach.LARGER);

    /** Both that keep one interface from answering for the other. */
    static final List<InterfaceSetting> AGAINST_FLUX = List.of(ARP_IGNORE, ARP_ANNOUNCE);

    /** Routes whose interface has no carrier are not used. */
    static InterfaceSetting passOverDeadRoutes(IpFamily family) {
        return new InterfaceSetting(new SettingKey(family, "ignore_routes_with_linkdown"), 1, 1, Reach.OWN);
    }

    private static InterfaceSetting ipv4(String name, int wanted, int most, Reach reach) {
        return new InterfaceSetting(new SettingKey(IpFamily.IPV4, name), wanted, most, reach);
    }

    /** Whose value the kernel goes by. */
    enum Reach {
        /** The larger one of the interface's and that of {@code all}. */
        LARGER,
        /** The interface's; not all kernels look at {@code all}. */
        OWN
    }

    /** Whether the kernel behaves as needed with these values. */
    boolean isMetBy(int ofInterface, int ofAll) {
        int effective = reach == Reach.OWN ? ofInterface : Math.max(ofInterface, ofAll);
        return effective >= wanted && effective <= most;
    }
}
