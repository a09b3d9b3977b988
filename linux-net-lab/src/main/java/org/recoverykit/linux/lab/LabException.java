package org.recoverykit.linux.lab;

/** The laboratory cannot do what was asked. */
public final class LabException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for a person. */
    public LabException(String message) {
        super(message);
    }

    /** With a message for a person, and the cause. */
    public LabException(String message, Throwable cause) {
        super(message, cause);
    }
}
