package org.recoverykit.testkit;

import org.apiguardian.api.API;

/**
 * Stands for the sudden end of the process. Once thrown, the call's further steps and the context's notes throw it again, so
 * that a kit which catches it can do no more than a dead process could.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String where) {
        super("simulated crash " + where);
    }
}
