package org.recoverykit.kit.ec2;

import java.util.Optional;

/**
 * What is wanted of an Elastic IP.
 *
 * @param elasticIp its allocation id, or the address itself
 * @param home the interface it shall lead to
 * @param privateIp to which of its addresses; empty: the primary one
 * @param displace whether it may take the place of another Elastic IP
 */
record AddressAim(String elasticIp, String home, Optional<String> privateIp, boolean displace) {

    static AddressAim of(Ec2Config config, String home) {
        return new AddressAim(
                config.elasticIp().orElseThrow(), home, config.privateIp(), config.displaceOtherAddress());
    }
}
