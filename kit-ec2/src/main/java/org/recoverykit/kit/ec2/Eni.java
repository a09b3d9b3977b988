package org.recoverykit.kit.ec2;

import java.util.List;

/**
 * An elastic network interface as EC2 tells it.
 *
 * @param id as {@code eni-01234567}
 * @param vpc whose it is
 * @param sourceDestCheck whether EC2 drops what is not to or from the interface's own addresses
 * @param privateAddresses its own IPv4 addresses, the primary one first
 */
record Eni(String id, String vpc, boolean sourceDestCheck, List<String> privateAddresses) {

    /** Copies the list. */
    Eni {
        privateAddresses = List.copyOf(privateAddresses);
    }
}
