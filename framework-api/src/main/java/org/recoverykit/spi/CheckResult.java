package org.recoverykit.spi;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/**
 * What a check found. Three answers, because <em>cannot tell</em> is one of its own: an {@link Unknown} never fails a
 * resource over, it has a budget of its own and raises an alert.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface CheckResult {

    /** For a switch that the compiler checks for completeness. */
    enum Kind {
        HEALTHY,
        UNHEALTHY,
        UNKNOWN
    }

    /** Which of the three this is. */
    Kind kind();

    /** What an administrator should read: one line, no secrets; may be empty for {@link Healthy}. */
    String reason();

    /** The resource is in service and does its work. */
    static CheckResult healthy() {
        return Healthy.PLAIN;
    }

    /** In service, with something to know: degraded, or not everything could be examined. Shown, never acted on. */
    static CheckResult healthyBut(String warning) {
        return new Healthy(warning);
    }

    /** Not in service, or in service and not working. */
    static CheckResult unhealthy(String reason, FailureScope scope) {
        return new Unhealthy(reason, scope);
    }

    /** Not in service, and this node may mend it. */
    static CheckResult unhealthy(String reason) {
        return new Unhealthy(reason, FailureScope.RETRY_HERE);
    }

    /** The check itself could not be done: its control plane does not answer, no file descriptor was free. */
    static CheckResult unknown(String reason) {
        return new Unknown(reason);
    }

    /**
     * In service.
     *
     * @param reason a warning, or empty
     */
    record Healthy(String reason) implements CheckResult {
        private static final Healthy PLAIN = new Healthy("");

        /** Refuses null. */
        public Healthy {
            requireNonNull(reason, "reason");
        }

        @Override
        public Kind kind() {
            return Kind.HEALTHY;
        }
    }

    /**
     * Found not to be in service, on evidence.
     *
     * @param reason what was seen
     * @param scope where to try next
     */
    record Unhealthy(String reason, FailureScope scope) implements CheckResult {
        /** Refuses null. */
        public Unhealthy {
            requireNonNull(reason, "reason");
            requireNonNull(scope, "scope");
        }

        @Override
        public Kind kind() {
            return Kind.UNHEALTHY;
        }
    }

    /**
     * Could not be found out.
     *
     * @param reason what stood in the way
     */
    record Unknown(String reason) implements CheckResult {
        /** Refuses null. */
        public Unknown {
            requireNonNull(reason, "reason");
        }

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }
}
