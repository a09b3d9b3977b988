package org.recoverykit.linux;

import org.apiguardian.api.API;

/** The network cannot be had from here; the message tells a person why and what to do. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class NetworkUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for a person. */
    public NetworkUnavailableException(String message) {
        super(message);
    }

    /** With a message for a person, and the cause. */
    public NetworkUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
