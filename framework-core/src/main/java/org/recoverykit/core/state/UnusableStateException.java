package org.recoverykit.core.state;

/** The state directory cannot be used as it is; the message says what is wrong with what, and what to do. */
public final class UnusableStateException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableStateException(String message) {
        super(message);
    }

    UnusableStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
