package org.recoverykit.spi;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/**
 * How a restore, remove, localRecovery or isolate ended. {@link Done} and {@link Failed} are claims with evidence behind
 * them; whoever cannot prove either answers {@link Indeterminate}. An indeterminate <em>remove</em> keeps everybody from
 * starting the resource elsewhere: nobody may start what may still run here.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface ActionResult {

    /** For a switch that the compiler checks for completeness. */
    enum Kind {
        DONE,
        FAILED,
        INDETERMINATE
    }

    /** Which of the three this is. */
    Kind kind();

    /** What an administrator should read: one line, no secrets; may be empty for {@link Done}. */
    String reason();

    /** Done, nothing to add. */
    static ActionResult done() {
        return Done.PLAIN;
    }

    /** Done, and worth a word: "moved from eth0 to eth1". */
    static ActionResult done(String detail) {
        return new Done(detail);
    }

    /** Not done, and proven so. */
    static ActionResult failed(String reason, FailureScope scope) {
        return new Failed(reason, scope);
    }

    /** May have been done, or not, or may yet happen. */
    static ActionResult indeterminate(String reason) {
        return new Indeterminate(reason);
    }

    /**
     * Proven to be done.
     *
     * @param reason a detail, or empty
     */
    record Done(String reason) implements ActionResult {
        private static final Done PLAIN = new Done("");

        /** Refuses null. */
        public Done {
            requireNonNull(reason, "reason");
        }

        @Override
        public Kind kind() {
            return Kind.DONE;
        }
    }

    /**
     * Proven not to be done.
     *
     * @param reason what went wrong and what to do about it
     * @param scope where to try next
     */
    record Failed(String reason, FailureScope scope) implements ActionResult {
        /** Refuses null. */
        public Failed {
            requireNonNull(reason, "reason");
            requireNonNull(scope, "scope");
        }

        @Override
        public Kind kind() {
            return Kind.FAILED;
        }
    }

    /**
     * Not known to be done or not done.
     *
     * @param reason what stood in the way of knowing
     */
    record Indeterminate(String reason) implements ActionResult {
        /** Refuses null. */
        public Indeterminate {
            requireNonNull(reason, "reason");
        }

        @Override
        public Kind kind() {
            return Kind.INDETERMINATE;
        }
    }
}
