package org.recoverykit.kit.ec2;

import java.util.List;

/**
 * What the metadata service tells of this instance.
 *
 * @param attachments its network interfaces
 */
record InstanceFacts(List<Attachment> attachments) {

    /** Copies the list. */
    InstanceFacts {
        attachments = List.copyOf(attachments);
    }

    /**
     * One network interface.
     *
     * @param mac hardware address, lower case with colons
     * @param networkInterface as {@code eni-01234567}
     * @param vpc as {@code vpc-01234567}
     * @param addresses its own addresses
     */
    record Attachment(String mac, String networkInterface, String vpc, List<String> addresses) {
        /** Copies the list. */
        Attachment {
            addresses = List.copyOf(addresses);
        }
    }
}
