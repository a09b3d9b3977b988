package org.recoverykit.examples.demo;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.EngineEvent.Alert;
import org.recoverykit.engine.EngineEvent.CheckFailed;
import org.recoverykit.engine.EngineEvent.CheckHealthyAgain;
import org.recoverykit.engine.EngineEvent.CheckUnknown;
import org.recoverykit.engine.EngineEvent.Decided;
import org.recoverykit.engine.EngineEvent.EngineTrouble;
import org.recoverykit.engine.EngineEvent.HandedOver;
import org.recoverykit.engine.EngineEvent.OperationEnded;
import org.recoverykit.engine.EngineEvent.OperationStarted;
import org.recoverykit.engine.EngineEvent.StateChanged;
import org.recoverykit.engine.EngineEvent.Suspected;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.ServiceState;

/**
 * An engine's event in an administrator's words.
 *
 * @param kind what kind of news it is
 * @param text one line
 */
record Sentence(Kind kind, String text) {

    /** The column that the eye follows. */
    enum Kind {
        HAPPENS,
        DETECTED,
        DECIDED,
        BEGUN,
        DONE,
        FAILED,
        STATE,
        CLIENT,
        ALERT;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Nothing for what only repeats what another event says. */
    static Optional<Sentence> of(EngineEvent event) {
        if (event instanceof Suspected e) {
            return say(Kind.DETECTED, e, e.reason());
        } else if (event instanceof CheckFailed e) {
            return say(Kind.DETECTED, e, "check: " + e.reason());
        } else if (event instanceof CheckUnknown e) {
            return say(Kind.DETECTED, e, "cannot tell (" + e.inARow() + " of " + e.budget() + "): " + e.reason());
        } else if (event instanceof CheckHealthyAgain e) {
            return e.warning().isEmpty() ? Optional.empty() : say(Kind.STATE, e, "healthy, but " + e.warning());
        } else if (event instanceof Decided e) {
            return say(Kind.DECIDED, e, e.decision() + (e.cause().isEmpty() ? "" : ", because " + e.cause()));
        } else if (event instanceof OperationStarted e) {
            return e.operation() == Operation.LOCAL_RECOVERY ? Optional.empty() : say(Kind.BEGUN, e, words(e));
        } else if (event instanceof OperationEnded e) {
            return Optional.of(ended(e));
        } else if (event instanceof StateChanged e) {
            return lasting(e.to()) ? say(Kind.STATE, e, state(e)) : Optional.empty();
        } else if (event instanceof HandedOver e) {
            return say(Kind.DONE, e, "handed over to " + e.toNode());
        } else if (event instanceof Alert e) {
            return say(Kind.ALERT, e, e.reason() + "; to do: " + e.remedy());
        } else if (event instanceof EngineTrouble e) {
            return Optional.of(new Sentence(Kind.ALERT, "the engine itself: " + e.reason() + "; to do: " + e.remedy()));
        }
        return Optional.empty();
    }

    private static Optional<Sentence> say(Kind kind, EngineEvent event, String text) {
        return Optional.of(new Sentence(kind, event.subject() + ": " + text));
    }

    private static String words(OperationStarted e) {
        return words(e.operation()) + (e.attempt() > 1 ? ", attempt " + e.attempt() : "");
    }

    private static Sentence ended(OperationEnded e) {
        Kind kind = switch (e.outcome()) {
            case DONE -> Kind.DONE;
            case FAILED -> Kind.FAILED;
            case INDETERMINATE -> Kind.ALERT;
        };
        String how = e.outcome().name().toLowerCase(Locale.ROOT);
        String why = e.reason().isEmpty() ? "" : ": " + e.reason();
        return new Sentence(
                kind, e.subject() + ": " + words(e.operation()) + " " + how + " in " + millis(e.took()) + why);
    }

    private static String state(StateChanged e) {
        String name = e.to().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        boolean good = e.to() == ServiceState.IN_SERVICE;
        return name + " (" + e.to().lifekeeperCode() + ")" + (good || e.reason().isEmpty() ? "" : ": " + e.reason());
    }

    private static boolean lasting(ServiceState state) {
        return switch (state) {
            case IN_SERVICE, IN_SERVICE_UNPROTECTED, OUT_OF_SERVICE, FAILED, BLOCKED -> true;
            case UNKNOWN, RESTORING, REMOVING, RECOVERING -> false;
        };
    }

    private static String words(Operation operation) {
        return operation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** Short for an eye: three figures at most. */
    static String millis(Duration duration) {
        double millis = duration.toNanos() / 1e6;
        return String.format(Locale.ROOT, millis < 10 ? "%.2f ms" : millis < 100 ? "%.1f ms" : "%.0f ms", millis);
    }
}
