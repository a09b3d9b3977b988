package org.recoverykit.kit.ip;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.linux.model.IpFamily;

/**
 * What has to change so that an address is on one interface only. It is added before it is deleted elsewhere: clients have
 * it sooner, routes and connections that depend on it are not cut, and a move that fails has destroyed nothing.
 *
 * @param addition the address as it shall be; always asked for, since the kernel answers "already there" in microseconds
 * @param surplus what is to go: the same address elsewhere, or here with another prefix length
 */
record MovePlan(Optional<InterfaceAddress> addition, List<InterfaceAddress> surplus) {

    /** Marks what we added, so that it can be told from what others added (IFA_PROTO, Linux 5.18 and later). */
    static final int OURS = 77;

    /**
     * The order of deletions that loses nothing and costs little. Deleting the first address of a subnet makes the kernel
     * promote the next one and rebuild the routes of all the others; done for each of a thousand in turn that takes seconds.
     */
    static final Comparator<InterfaceAddress> SECONDARIES_FIRST =
            Comparator.comparing(address -> !address.has(InterfaceAddress.SECONDARY));

    /** Copies the list. */
    MovePlan {
        surplus = List.copyOf(surplus);
    }

    /** Only on this interface. */
    static MovePlan to(InterfaceAddress wanted, List<InterfaceAddress> found) {
        return new MovePlan(
                Optional.of(wanted),
                found.stream().filter(entry -> !isSame(entry, wanted)).toList());
    }

    /** Nowhere. */
    static MovePlan away(List<InterfaceAddress> found) {
        return new MovePlan(Optional.empty(), found);
    }

    /**
     * What keeps the kernel from adding it: IPv6 takes an address once on an interface, whatever the prefix length, and never
     * again asks whether one is unique that once was found not to be. IPv4 takes both side by side.
     */
    static List<InterfaceAddress> inTheWay(InterfaceAddress wanted, List<InterfaceAddress> found) {
        return IpFamily.of(wanted.address()) == IpFamily.IPV4
                ? List.of()
                : found.stream()
                        .filter(entry -> entry.ifindex() == wanted.ifindex())
                        .filter(entry -> !isSame(entry, wanted) || entry.has(InterfaceAddress.DAD_FAILED))
                        .toList();
    }

    /** Whether it is where it shall be, and elsewhere too. */
    static boolean isStray(InterfaceAddress wanted, List<InterfaceAddress> found) {
        int others = to(wanted, found).surplus().size();
        return others > 0 && others < found.size();
    }

    private static boolean isSame(InterfaceAddress one, InterfaceAddress other) {
        return one.ifindex() == other.ifindex() && one.prefixLength() == other.prefixLength();
    }
}
