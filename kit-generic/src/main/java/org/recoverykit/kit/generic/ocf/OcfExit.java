package org.recoverykit.kit.generic.ocf;

import static org.recoverykit.spi.FailureScope.NOWHERE;
import static org.recoverykit.spi.FailureScope.RETRY_HERE;
import static org.recoverykit.spi.FailureScope.TRY_ELSEWHERE;

import java.util.Arrays;
import java.util.Optional;
import org.recoverykit.spi.FailureScope;

/**
 * The exit codes of OCF 1.1 and what Pacemaker makes of them: soft failures are tried again here, hard ones on another node,
 * fatal ones nowhere.
 */
enum OcfExit {
    SUCCESS(0, "success", RETRY_HERE),
    GENERIC(1, "failed", RETRY_HERE),
    ARGS(2, "this node does not suit the parameters", TRY_ELSEWHERE),
    UNIMPLEMENTED(3, "the agent does not know this action", TRY_ELSEWHERE),
    PERM(4, "not permitted on this node", TRY_ELSEWHERE),
    INSTALLED(5, "something that it needs is not installed on this node", TRY_ELSEWHERE),
    CONFIGURED(6, "the parameters are wrong on every node", NOWHERE),
    NOT_RUNNING(7, "not running", RETRY_HERE),
    RUNNING_PROMOTED(8, "running in the promoted role", RETRY_HERE),
    FAILED_PROMOTED(9, "failed in the promoted role", RETRY_HERE),
    DEGRADED(190, "running, but its agent expects trouble", RETRY_HERE),
    DEGRADED_PROMOTED(191, "running in the promoted role, but its agent expects trouble", RETRY_HERE);

    private final int code;
    private final String words;
    private final FailureScope scope;

    OcfExit(int code, String words, FailureScope scope) {
        this.code = code;
        this.words = words;
        this.scope = scope;
    }

    /** Empty for a code that OCF does not define. */
    static Optional<OcfExit> of(int code) {
        return Arrays.stream(values()).filter(exit -> exit.code == code).findFirst();
    }

    int code() {
        return code;
    }

    String words() {
        return words;
    }

    FailureScope scope() {
        return scope;
    }

    /** Whether a monitor that ends so has seen the resource in service. */
    boolean inService() {
        return switch (this) {
            case SUCCESS, RUNNING_PROMOTED, DEGRADED, DEGRADED_PROMOTED -> true;
            default -> false;
        };
    }

    /** Whether a monitor that ends so has seen that nothing of the resource is left. */
    boolean out() {
        // Without its program, or a device that its parameters name, nothing can be running.
        return this == NOT_RUNNING || this == INSTALLED;
    }
}
