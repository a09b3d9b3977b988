package org.recoverykit.core.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one resource from before.
 *
 * @param wanted whether the engine is to keep it in service
 * @param localRecoveries when local recoveries began, oldest first
 * @param givenUp why everything allowed had failed, if so
 * @param blocked why its remove could not be proven, if so
 * @param notes the kit's notes
 */
public record ResourceFacts(
        boolean wanted,
        List<Instant> localRecoveries,
        Optional<String> givenUp,
        Optional<String> blocked,
        Map<String, String> notes) {

    /** Nothing is known: never wanted. */
    public static final ResourceFacts NONE =
            new ResourceFacts(false, List.of(), Optional.empty(), Optional.empty(), Map.of());

    /** Keeps copies. */
    public ResourceFacts {
        localRecoveries = List.copyOf(localRecoveries);
        notes = Map.copyOf(notes);
    }
}
