package org.recoverykit.kit.mac;

import org.recoverykit.linux.model.MacAddress;

/**
 * The protected address, and what an interface has while it does not carry it.
 *
 * @param address unicast, not zero
 */
record ProtectedMac(MacAddress address) {
    /** Set in addresses that no manufacturer gave away. */
    private static final long LOCAL = 0x0200_0000_0000L;

    /** Where the address is a local one already, this tells the stand-in from it. */
    private static final long ELSEWHERE = 0x0000_00a5_0000L;

    /**
     * What an interface has whose own address this is, while it is not to use it. Always the same one: a crash that forgets
     * everything cannot make a second.
     */
    MacAddress standIn() {
        return new MacAddress((address.bits() | LOCAL) ^ ELSEWHERE);
    }

    /** What an interface of this original address has while it does not carry the protected one. */
    MacAddress restOf(MacAddress original) {
        return original.equals(address) ? standIn() : original;
    }

    /** Whether the interface is at home: it was made with this address. */
    boolean isOwnOf(MacAddress original) {
        return original.equals(address);
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
