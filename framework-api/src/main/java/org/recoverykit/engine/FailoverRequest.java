package org.recoverykit.engine;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.apiguardian.api.API;

/**
 * Why a hierarchy should move.
 *
 * @param id unique in this engine's life; after a restart they begin anew, also for a handing over that was not answered
 * @param hierarchy what should move
 * @param failedTag the resource whose failure led to it; empty for a switchover
 * @param reason one line
 * @param wanted the node a person asked for, in a switchover
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record FailoverRequest(
        long id, String hierarchy, Optional<String> failedTag, String reason, Optional<String> wanted) {
    /** Refuses null. */
    public FailoverRequest {
        requireNonNull(hierarchy, "hierarchy");
        requireNonNull(failedTag, "failedTag");
        requireNonNull(reason, "reason");
        requireNonNull(wanted, "wanted");
    }
}
