package org.recoverykit.linux;

import org.apiguardian.api.API;

/** Hears of everything. Called on the monitor's thread, after the view shows the change: be quick, never block. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public interface NetworkListener extends LinkListener, AddressListener {
    @Override
    default void linkChanged(LinkEvent event) {}

    @Override
    default void addressChanged(AddressEvent event) {}

    /**
     * Events were lost (the kernel's queue overran), everything was read anew, and the differences have been told one by
     * one. What came and went in between was never seen.
     */
    default void resynced() {}
}
