package org.recoverykit.kit.ec2;

import java.util.List;
import java.util.Optional;

/**
 * What EC2 shows of the Elastic IPs, and of this node's interface.
 *
 * @param addresses all of the account's in the region
 * @param own the interface, if it exists
 */
record AddressSight(List<ElasticAddress> addresses, Optional<Eni> own) {

    Optional<ElasticAddress> named(String allocationOrPublicIp) {
        return addresses.stream()
                .filter(address -> address.isNamed(allocationOrPublicIp))
                .findFirst();
    }
}
