package org.recoverykit.kit.mac;

/** Who may hold the protected address: what a restart of the machine means depends on it. */
public enum Holders {
    /** Other nodes too: after a restart of this machine somebody has to say that none of them has it. */
    SEVERAL,
    /** This node alone, on one of its two interfaces. */
    ONE
}
