package org.recoverykit.spi;

import static java.util.Objects.requireNonNull;

import org.apiguardian.api.API;

/** What a kit answers to one of its own commands. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public sealed interface CommandResult {

    /** One line or more for a person. */
    String text();

    /** Carried out. */
    static CommandResult answered(String text) {
        return new Answered(text);
    }

    /** Not carried out, nothing changed. */
    static CommandResult refused(String why) {
        return new Refused(why);
    }

    /**
     * Carried out.
     *
     * @param text the answer
     */
    record Answered(String text) implements CommandResult {
        /** Refuses null. */
        public Answered {
            requireNonNull(text, "text");
        }
    }

    /**
     * Not carried out, nothing changed.
     *
     * @param text why, and what is allowed
     */
    record Refused(String text) implements CommandResult {
        /** Refuses null. */
        public Refused {
            requireNonNull(text, "text");
        }
    }
}
