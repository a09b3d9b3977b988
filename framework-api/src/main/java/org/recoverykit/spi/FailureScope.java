package org.recoverykit.spi;

import org.apiguardian.api.API;

/** Where it is worth trying next after a failure. Chosen by the kit, because only the kit knows what failed. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum FailureScope {
    /** Something on this node may mend it: local recovery, or a restart in place. OCF calls this class soft. */
    RETRY_HERE,
    /** This node cannot do it, another may: the program is not installed here, both interfaces are dead. OCF: hard. */
    TRY_ELSEWHERE,
    /** No node can do it as it is configured: nothing is tried until a person has mended it. OCF: fatal. */
    NOWHERE
}
