package org.recoverykit.engine;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/** How a command of the host's ended. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface CommandOutcome {

    /** One line for a person; may be empty for {@link Done}. */
    String reason();

    /** Carried out and proven. */
    static CommandOutcome done() {
        return new Done("");
    }

    /** Begun, and not achieved. */
    static CommandOutcome failed(String reason) {
        return new Failed(reason);
    }

    /** Not begun; nothing changed. */
    static CommandOutcome refused(String reason) {
        return new Refused(reason);
    }

    /** Whether it was carried out. */
    default boolean isDone() {
        return this instanceof Done;
    }

    /**
     * Carried out.
     *
     * @param reason a detail, or empty
     */
    record Done(String reason) implements CommandOutcome {
        /** Refuses null. */
        public Done {
            requireNonNull(reason, "reason");
        }
    }

    /**
     * Begun, and not achieved; the status tells how things stand.
     *
     * @param reason what went wrong
     */
    record Failed(String reason) implements CommandOutcome {
        /** Refuses null. */
        public Failed {
            requireNonNull(reason, "reason");
        }
    }

    /**
     * Not begun.
     *
     * @param reason why, and what to do
     */
    record Refused(String reason) implements CommandOutcome {
        /** Refuses null. */
        public Refused {
            requireNonNull(reason, "reason");
        }
    }
}
