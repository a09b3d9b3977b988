package org.recoverykit.kit.ec2;

import java.util.Optional;

/**
 * An Elastic IP as EC2 tells it; what EC2 leaves out or leaves blank is empty.
 *
 * @param allocation as {@code eipalloc-01234567}
 * @param publicIp the address itself
 * @param association the id of its present association, another one each time
 * @param networkInterface where it leads
 * @param privateIp to which of the interface's addresses
 */
record ElasticAddress(
        String allocation,
        String publicIp,
        Optional<String> association,
        Optional<String> networkInterface,
        Optional<String> privateIp) {

    /** Whether a setting means this address. */
    boolean isNamed(String allocationOrPublicIp) {
        return allocation.equals(allocationOrPublicIp) || publicIp.equals(allocationOrPublicIp);
    }
}
