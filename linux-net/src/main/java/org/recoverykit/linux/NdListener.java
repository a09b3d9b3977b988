package org.recoverykit.linux;

import org.apiguardian.api.API;
import org.recoverykit.linux.model.NdFrame;

/** Hears Neighbor Discovery about one address on one interface. Called on a thread of their own: be quick, never block. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface NdListener {
    /** A frame that somebody sent, perhaps another interface of this node. */
    void heard(NdFrame frame);
}
