package org.recoverykit.ec2fake;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An Elastic IP address.
 *
 * @param allocationId as {@code eipalloc-1}
 * @param publicIp as {@code 198.51.100.7}
 * @param association to what it belongs, if to anything
 */
public record ElasticIp(String allocationId, String publicIp, Optional<Association> association) {

    /**
     * An Elastic IP address belongs to one private address of one interface.
     *
     * @param id as {@code eipassoc-1}; a new one with each association
     * @param eniId the interface
     * @param privateIp one of its addresses
     */
    public record Association(String id, String eniId, String privateIp) {
        /** Refuses null. */
        public Association {
            requireNonNull(id, "id");
            requireNonNull(eniId, "eniId");
            requireNonNull(privateIp, "privateIp");
        }
    }

    /** Refuses null. */
    public ElasticIp {
        requireNonNull(allocationId, "allocationId");
        requireNonNull(publicIp, "publicIp");
        requireNonNull(association, "association");
    }

    /** One that belongs to nothing. */
    public static ElasticIp free(String allocationId, String publicIp) {
        return new ElasticIp(allocationId, publicIp, Optional.empty());
    }

    /** The interface that it belongs to. */
    public Optional<String> eniId() {
        return association.map(Association::eniId);
    }

    boolean belongsTo(String eniId, String privateIp) {
        return association
                .filter(a -> a.eniId().equals(eniId) && a.privateIp().equals(privateIp))
                .isPresent();
    }

    ElasticIp belonging(Association to) {
        return new ElasticIp(allocationId, publicIp, Optional.of(to));
    }

    ElasticIp freed() {
        return free(allocationId, publicIp);
    }
}
