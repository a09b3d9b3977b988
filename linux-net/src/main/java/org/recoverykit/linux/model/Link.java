package org.recoverykit.linux.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.apiguardian.api.API;

/**
 * A network interface as the kernel last described it. Two equal links are indistinguishable to us: counters are left out.
 *
 * @param index the kernel's number: unique at one time, used again after the link is gone
 * @param name at most 15 bytes; it can change while the link is up
 * @param altNames further names (kernel 5.5 and later)
 * @param kind {@code veth}, {@code bridge}, {@code macvlan}...; empty for a physical interface and the loopback
 * @param flags IFF_ bits
 * @param operState the operational state: a bridge without ports and the loopback say {@link OperState#UNKNOWN} while they
 *     work, so test {@link #hasCarrier()} instead
 * @param hardwareAddress the Ethernet address in use, when it has 6 octets
 * @param permanentAddress the one the device was made with, where driver and kernel (5.6 and later) tell
 * @param masterIndex the bridge or bond it belongs to, or 0
 * @param linkIndex the lower device or the other end; the index itself for a physical interface
 * @param type ARPHRD_ number: 1 Ethernet, 772 loopback
 * @param mtu in bytes
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Link(
        int index,
        String name,
        List<String> altNames,
        String kind,
        int flags,
        OperState operState,
        Optional<MacAddress> hardwareAddress,
        Optional<MacAddress> permanentAddress,
        int masterIndex,
        int linkIndex,
        int type,
        int mtu) {

    /** Set by an administrator. */
    public static final int UP = 0x1;
    /** A loopback. */
    public static final int LOOPBACK = 0x8;
    /** Does not speak ARP. */
    public static final int NO_ARP = 0x80;
    /** The driver has carrier. */
    public static final int LOWER_UP = 0x1_0000;

    private static final int WORKING = UP | LOWER_UP;
    private static final int ETHERNET = 1;

    /** RFC 2863's operational state. */
    public enum OperState {
        UNKNOWN,
        NOT_PRESENT,
        DOWN,
        LOWER_LAYER_DOWN,
        TESTING,
        DORMANT,
        UP
    }

    /** Copies the list. */
    public Link {
        altNames = List.copyOf(altNames);
    }

    /** The same with other flags. */
    public Link withFlags(int other) {
        return new Link(
                index,
                name,
                altNames,
                kind,
                other,
                operState,
                hardwareAddress,
                permanentAddress,
                masterIndex,
                linkIndex,
                type,
                mtu);
    }

    /** An administrator has set it up; says nothing of the cable. */
    public boolean up() {
        return (flags & UP) != 0;
    }

    /** Up, and the driver has carrier: frames can leave. */
    public boolean hasCarrier() {
        return hasCarrier(flags);
    }

    /** {@link #hasCarrier()} of bare IFF_ flags. */
    public static boolean hasCarrier(int flags) {
        return (flags & WORKING) == WORKING;
    }

    /** Of bare IFF_ flags: set up, and the driver has no carrier. */
    public static boolean lacksCarrier(int flags) {
        return (flags & WORKING) == UP;
    }

    /** Ethernet by type: virtual ones too. */
    public boolean ethernet() {
        return type == ETHERNET;
    }

    /** The loopback. */
    public boolean loopback() {
        return (flags & LOOPBACK) != 0;
    }

    /**
     * The index of the device that a VLAN or macvlan works on; empty for all that works by itself. That of one that was given
     * to another namespace means a device there. A cable's other end is not below it.
     */
    public OptionalInt below() {
        return linkIndex == index || linkIndex == 0 || kind.equals("veth")
                ? OptionalInt.empty()
                : OptionalInt.of(linkIndex);
    }

    /** Its name or one of its further names. */
    public boolean isNamed(String other) {
        return name.equals(other) || altNames.contains(other);
    }
}
