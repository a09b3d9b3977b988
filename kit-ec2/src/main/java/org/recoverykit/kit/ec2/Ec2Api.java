package org.recoverykit.kit.ec2;

import java.util.Collection;
import java.util.List;

/**
 * What this kit needs of EC2, in its own words. Every method makes one call (reads of more than a page make several), blocks
 * until it has an answer or its own time-outs are over, may ignore interrupts, and never throws. Thread-safe.
 */
interface Ec2Api extends AutoCloseable {

    /** Makes ready what would otherwise take its time at the first call; sends nothing that changes anything. */
    Answer<Boolean> prepare();

    /** All route tables of a VPC, all pages. */
    Answer<List<RouteTable>> routeTables(String vpc);

    /** The interfaces of these ids that exist. */
    Answer<List<Eni>> interfaces(Collection<String> ids);

    /** All Elastic IPs of the account in the region. */
    Answer<List<ElasticAddress>> addresses();

    /** Makes a change; the answer says only that EC2 took it. */
    Answer<Change> make(Change change);

    /** Asks whether the change would be permitted. Where a server does not know DryRun, the change is made. */
    Answer<Change> rehearse(Change change);

    @Override
    void close();
}
