package org.recoverykit.core.state;

/** A line is not what was written. Never leaves this package. */
final class DamagedLineException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DamagedLineException(String message) {
        super(message);
    }
}
