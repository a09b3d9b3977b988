package org.recoverykit.core.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of one resource from before.
 *
 * @param wanted whether the engine is to keep it in service
 * @param removing whether it was to be taken out and has not been proven out since
 * @param localRecoveries when local recoveries began, oldest first
 * @param givenUp why everything allowed had failed, if so
 * @param blocked why its remove could not be proven, if so
 * @param notes the kit's notes
 */
public record ResourceFacts(
        boolean wanted,
        boolean removing,
        List<Instant> localRecoveries,
        Optional<String> givenUp,
        Optional<String> blocked,
        Map<String, String> notes) {

    /** Nothing is known: never wanted. */
    public static final ResourceFacts NONE =
            new ResourceFacts(false, false, List.of(), Optional.empty(), Optional.empty(), Map.of());

    /** Keeps copies. */
    public ResourceFacts {
        localRecoveries = List.copyOf(localRecoveries);
        notes = Map.copyOf(notes);
    }

    /** After somebody said whether he wants it; who does not wants it taken out. */
    public ResourceFacts wanted(boolean now) {
        return new ResourceFacts(now, !now, localRecoveries, givenUp, blocked, notes);
    }

    /** After it was proven out. */
    public ResourceFacts removed() {
        return new ResourceFacts(wanted, false, localRecoveries, givenUp, blocked, notes);
    }

    /** With other local recoveries on record. */
    public ResourceFacts localRecoveries(List<Instant> now) {
        return new ResourceFacts(wanted, removing, now, givenUp, blocked, notes);
    }

    /** After everything allowed had failed. */
    public ResourceFacts givenUp(String reason) {
        return new ResourceFacts(wanted, removing, localRecoveries, Optional.of(reason), blocked, notes);
    }

    /** After a remove that could not be proven. */
    public ResourceFacts blocked(String reason) {
        return new ResourceFacts(wanted, removing, localRecoveries, givenUp, Optional.of(reason), notes);
    }

    /** After a person has mended it. */
    public ResourceFacts cleaned() {
        return new ResourceFacts(wanted, removing, List.of(), Optional.empty(), Optional.empty(), notes);
    }
}
