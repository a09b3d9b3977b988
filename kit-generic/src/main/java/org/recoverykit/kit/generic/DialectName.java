package org.recoverykit.kit.generic;

/** The traditions of scripts that are understood. */
public enum DialectName {
    /** Five scripts of the administrator's own, or one with five verbs. */
    SCRIPTS,
    /** A resource agent of the Open Cluster Framework, unchanged. */
    OCF,
    /** An init script of the Linux Standard Base. */
    LSB,
    /** A unit of systemd. */
    SYSTEMD,
    /** A plug-in of Nagios and its kin: only looks. */
    NAGIOS
}
