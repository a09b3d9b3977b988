package org.recoverykit.ec2fake;

/** What other implementations of the protocol do, and AWS does not. None is in force at first. */
public enum Deviation {
    /** A dry run is carried out. */
    DRY_RUN_IGNORED,
    /** All results come at once, whatever MaxResults says. */
    PAGING_IGNORED,
    /** Every route is active, also one to an interface that is gone. */
    NEVER_BLACKHOLE,
    /** What is absent is told as a blank element. */
    BLANK_FOR_ABSENT,
    /** AllowReassociation counts as false when it is absent. */
    REASSOCIATION_REFUSED_BY_DEFAULT,
    /** Describing by IPv6 destination fails with status 500. */
    IPV6_FILTER_FAILS,
    /** ReplaceRoute without an entry says InvalidRoute.NotFound. */
    MISSING_ROUTE_NOT_FOUND
}
