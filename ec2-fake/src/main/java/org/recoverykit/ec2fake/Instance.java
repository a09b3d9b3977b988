package org.recoverykit.ec2fake;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What the metadata service tells an instance about itself.
 *
 * @param id as {@code i-1}
 * @param region as {@code eu-central-1}; the availability zone is its first
 * @param enis its interfaces, by device number
 */
public record Instance(String id, String region, List<Eni> enis) {

    /** Copies; an instance has at least one interface. */
    public Instance {
        requireNonNull(id, "id");
        requireNonNull(region, "region");
        enis = List.copyOf(enis);
        if (enis.isEmpty()) {
            throw new IllegalArgumentException(id + " has no interface; give at least one");
        }
    }

    /** An instance with these interfaces. */
    public static Instance of(String id, String region, Eni... enis) {
        return new Instance(id, region, List.of(enis));
    }
}
