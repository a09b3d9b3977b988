package org.recoverykit.kit.ip;

/**
 * What to do about <em>ARP flux</em>: with two interfaces on one network, Linux by default lets each of them answer for the
 * addresses of the other, so that clients learn the hardware address of the wrong one.
 */
public enum ArpFlux {
    /** Sets {@code arp_ignore} and {@code arp_announce} on the resource's interfaces; gives the old values back. */
    PREVENT,
    /** Changes nothing; refuses to bring the address into service while flux is possible. */
    REFUSE,
    /** Neither looks nor changes. */
    IGNORE
}
