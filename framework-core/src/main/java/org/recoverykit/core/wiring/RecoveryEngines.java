package org.recoverykit.core.wiring;

import org.apiguardian.api.API;

/** Where a host program begins. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class RecoveryEngines {
    private RecoveryEngines() {}

    /** Collects what an engine needs. */
    public static RecoveryEngineBuilder builder() {
        return new RecoveryEngineBuilder();
    }
}
