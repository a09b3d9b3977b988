package org.recoverykit.kit.ec2;

/** What a removal does with an entry or an association that still leads here. */
public enum OnRemove {
    /** Leaves it: the next owner overwrites it, and nobody is without a route for longer than that takes. */
    LEAVE,
    /** Deletes the entry. Restoring creates it again. */
    DELETE,
    /** Lets the entry lead to an interface that is attached to nothing: what is sent there is dropped. */
    BLACKHOLE,
    /** Ends the Elastic IP's association. */
    DISASSOCIATE
}
