package org.recoverykit.kit.ec2;

/** What to do about the interface's source/destination check, which drops what is sent to an address outside its VPC. */
public enum SourceDestMode {
    /** Switches it off, and on again when the last address that needed that has left. */
    DISABLE,
    /** Demands that it is off, and never changes it. */
    REQUIRE,
    /** Does not look. */
    IGNORE
}
