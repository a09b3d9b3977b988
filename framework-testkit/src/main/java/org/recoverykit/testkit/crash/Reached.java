package org.recoverykit.testkit.crash;

import org.apiguardian.api.API;

/** The victim stands still at the step that it was told to die at, instead of answering. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public final class Reached extends Exception {
    private static final long serialVersionUID = 1;

    Reached(String step) {
        super("stands still at '" + step + "'");
    }
}
