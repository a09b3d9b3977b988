package org.recoverykit.kit.generic.ocf;

/** An agent did not say what it is. */
final class NoMetaDataException extends Exception {
    private static final long serialVersionUID = 1L;

    NoMetaDataException(String message) {
        super(message);
    }
}
