package org.recoverykit.engine;

import org.apiguardian.api.API;

/** How closely to look. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum CheckLevel {
    /** Cheap and frequent. */
    QUICK,
    /** As users would see it. */
    DEEP
}
