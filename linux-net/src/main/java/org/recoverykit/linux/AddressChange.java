package org.recoverykit.linux;

import java.net.InetAddress;
import org.apiguardian.api.API;
import org.recoverykit.linux.model.InterfaceAddress;

/**
 * One change of an interface's addresses.
 *
 * @param verb what to do
 * @param address for {@link Verb#REMOVE} only interface, address and prefix length count
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record AddressChange(Verb verb, InterfaceAddress address) {

    /** What to do. */
    public enum Verb {
        /** Add; {@link KernelResult.AlreadyThere} when there, and then nothing is changed. */
        ADD,
        /** Add, or give the one that is there these lifetimes and flags. */
        PUT,
        /** Remove; {@link KernelResult.NotThere} when absent. */
        REMOVE
    }

    /** {@link Verb#ADD}. */
    public static AddressChange add(InterfaceAddress address) {
        return new AddressChange(Verb.ADD, address);
    }

    /** {@link Verb#PUT}. */
    public static AddressChange put(InterfaceAddress address) {
        return new AddressChange(Verb.PUT, address);
    }

    /** {@link Verb#REMOVE}. */
    public static AddressChange remove(InterfaceAddress address) {
        return new AddressChange(Verb.REMOVE, address);
    }

    /** {@link Verb#REMOVE}. */
    public static AddressChange remove(int ifindex, InetAddress address, int prefixLength) {
        return remove(InterfaceAddress.of(ifindex, address, prefixLength));
    }
}
