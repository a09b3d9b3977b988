package org.recoverykit.linux.model;

import static java.util.Objects.requireNonNull;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apiguardian.api.API;

/**
 * An address on an interface, as the kernel has it or shall have it. Its identity in the kernel is (ifindex, address,
 * prefix length): the same address with another prefix length is a second entry. Make one with {@link #of} and the withers.
 *
 * @param ifindex the interface
 * @param address IPv4 or IPv6
 * @param prefixLength 0-32 or 0-128
 * @param label IPv4 only, {@code <interface>:<text>}, at most 15 bytes; the kernel uses the interface's name without one
 * @param scope 0 global, 253 link, 254 host
 * @param flags IFA_F_ bits
 * @param protocol who put it there (kernel 5.18 and later; 0 unknown): mark your own, to find them after a crash
 * @param validSeconds the kernel removes it after this time; {@link #FOREVER} for never. Counts down in the kernel, so
 *     two readings of one address differ
 * @param preferredSeconds deprecated after this time; at most {@code validSeconds}
 * @param broadcast IPv4 only
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record InterfaceAddress(
        int ifindex,
        InetAddress address,
        int prefixLength,
        Optional<String> label,
        int scope,
        int flags,
        int protocol,
        long validSeconds,
        long preferredSeconds,
        Optional<InetAddress> broadcast) {

    /** No end of life. */
    public static final long FOREVER = 0xffff_ffffL;

    /** Not the first of its subnet: deleted with the first, unless the interface's promote_secondaries is set. */
    public static final int SECONDARY = 0x01;
    /** Skip IPv6 duplicate address detection. */
    public static final int NO_DAD = 0x02;
    /** Deprecated: not chosen as a source while there is another; usable like any other address otherwise. */
    public static final int DEPRECATED = 0x20;
    /** Duplicate address detection found another holder: the address is there, and useless. */
    public static final int DAD_FAILED = 0x08;
    /** Duplicate address detection still runs: cannot be used yet. */
    public static final int TENTATIVE = 0x40;
    /** No end of life; set by the kernel. */
    public static final int PERMANENT = 0x80;
    /** The kernel makes no subnet route for it. */
    public static final int NO_PREFIX_ROUTE = 0x200;

    private static final int LONGEST_LABEL = 15;

    /** Refuses a prefix length that the family does not have. */
    public InterfaceAddress {
        requireNonNull(address, "address");
        int max = address instanceof Inet4Address ? PrefixBits.IPV4 : PrefixBits.IPV6;
        if (prefixLength < 0 || prefixLength > max) {
            throw new IllegalArgumentException(
                    "prefix length " + prefixLength + " of " + AddressText.of(address) + " is not in 0-" + max);
        }
    }

    /** A permanent address of global scope, without label and broadcast. */
    public static InterfaceAddress of(int ifindex, InetAddress address, int prefixLength) {
        return new InterfaceAddress(
                ifindex, address, prefixLength, Optional.empty(), 0, 0, 0, FOREVER, FOREVER, Optional.empty());
    }

    /** The same address on another interface. The label stays: change it too, when it begins with the interface's name. */
    public InterfaceAddress onInterface(int newIfindex) {
        return new InterfaceAddress(
                newIfindex,
                address,
                prefixLength,
                label,
                scope,
                flags,
                protocol,
                validSeconds,
                preferredSeconds,
                broadcast);
    }

    /** With a label; see {@link #label()}. */
    public InterfaceAddress withLabel(String newLabel) {
        if (newLabel.getBytes(StandardCharsets.UTF_8).length > LONGEST_LABEL) {
            throw new IllegalArgumentException(
                    "label '" + newLabel + "' is longer than the " + LONGEST_LABEL + " bytes that the kernel stores");
        }
        return new InterfaceAddress(
                ifindex,
                address,
                prefixLength,
                Optional.of(newLabel),
                scope,
                flags,
                protocol,
                validSeconds,
                preferredSeconds,
                broadcast);
    }

    /** With a scope; see {@link #scope()}. */
    public InterfaceAddress withScope(int newScope) {
        return new InterfaceAddress(
                ifindex,
                address,
                prefixLength,
                label,
                newScope,
                flags,
                protocol,
                validSeconds,
                preferredSeconds,
                broadcast);
    }

    /** With these IFA_F_ flags only. */
    public InterfaceAddress withFlags(int newFlags) {
        return new InterfaceAddress(
                ifindex,
                address,
                prefixLength,
                label,
                scope,
                newFlags,
                protocol,
                validSeconds,
                preferredSeconds,
                broadcast);
    }

    /** Marked with who put it there, 1-255; older kernels forget it silently. */
    public InterfaceAddress withProtocol(int newProtocol) {
        return new InterfaceAddress(
                ifindex,
                address,
                prefixLength,
                label,
                scope,
                flags,
                newProtocol,
                validSeconds,
                preferredSeconds,
                broadcast);
    }

    /** With an end of life in seconds, or {@link #FOREVER}; preferred for as long as it is valid. */
    public InterfaceAddress withLifetime(long seconds) {
        return new InterfaceAddress(
                ifindex, address, prefixLength, label, scope, flags, protocol, seconds, seconds, broadcast);
    }

    /**
     * Preferred for so many seconds, at most the valid ones; 0: the kernel does not choose it as a source while it has another
     * of that scope (IPv6), and whoever binds to it still can.
     */
    public InterfaceAddress withPreferredLifetime(long seconds) {
        return new InterfaceAddress(
                ifindex, address, prefixLength, label, scope, flags, protocol, validSeconds, seconds, broadcast);
    }

    /** With a broadcast address. */
    public InterfaceAddress withBroadcast(InetAddress newBroadcast) {
        return new InterfaceAddress(
                ifindex,
                address,
                prefixLength,
                label,
                scope,
                flags,
                protocol,
                validSeconds,
                preferredSeconds,
                Optional.of(newBroadcast));
    }

    /** Whether every bit of the mask is set in {@link #flags()}. */
    public boolean has(int mask) {
        return (flags & mask) == mask;
    }

    /** Can be used: neither tentative nor a known duplicate. */
    public boolean usable() {
        return (flags & (TENTATIVE | DAD_FAILED)) == 0;
    }

    /** Whether another address lies in this one's subnet. */
    public boolean subnetHolds(InetAddress other) {
        return PrefixBits.samePrefix(address, other, prefixLength);
    }
}
