package org.recoverykit.kit.generic.run;

import java.time.Duration;

/** How the run of a script ended. What it means the dialect says. */
public sealed interface Outcome {

    /**
     * It ended by itself.
     *
     * @param code 0 to 255
     * @param report what else is known
     */
    record Exited(int code, Report report) implements Outcome {}

    /**
     * A signal of somebody else's ended it.
     *
     * @param signal the signal's number
     * @param report what else is known
     */
    record Signalled(int signal, Report report) implements Outcome {}

    /**
     * It was ended by us, for its time was over. None of its group is left, and of its escaped descendants only those that
     * the report names.
     *
     * @param limit the time that it had
     * @param report what else is known
     */
    record TimedOut(Duration limit, Report report) implements Outcome {}

    /**
     * It never ran.
     *
     * @param why the kind of obstacle
     * @param reason for a person: what, where, what to do
     */
    record NotStarted(Obstacle why, String reason) implements Outcome {}

    /** Why a script could not be started. */
    enum Obstacle {
        /** No such file, not executable, no interpreter, empty: this node lacks it, another may have it. */
        NOT_INSTALLED,
        /** Somebody else could have written it. */
        UNSAFE,
        /** Another script of the resource runs, or somebody is writing this one just now. */
        BUSY,
        /** The system has no process, memory or descriptor free: says nothing about the resource. */
        NO_ROOM
    }
}
