package org.recoverykit.kit.ip;

/** What to do with addresses that bear our mark and belong to no resource. */
public enum Orphans {
    /** Say so in the log. */
    REPORT,
    /** Delete them too, with rule and routes. */
    REMOVE,
    /** Do not look. */
    IGNORE
}
