package org.recoverykit.engine;

import org.apiguardian.api.API;

/** What the engine asks of a kit. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum Operation {
    /** Bring into service. */
    RESTORE,
    /** Take out of service. */
    REMOVE,
    /** Look cheaply. */
    QUICK_CHECK,
    /** Look closely. */
    DEEP_CHECK,
    /** Mend here. */
    LOCAL_RECOVERY,
    /** Take away what the outside sees. */
    ISOLATE,
    /** A command of the kit's own. */
    COMMAND;

    /** Whether it only looks. */
    public boolean isCheck() {
        return this == QUICK_CHECK || this == DEEP_CHECK;
    }
}
