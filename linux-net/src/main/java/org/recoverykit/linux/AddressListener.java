package org.recoverykit.linux;

import org.apiguardian.api.API;

/** Hears of one address. Called on the monitor's thread, after the view shows the change: be quick, never block. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface AddressListener {
    /** An address changed. An exception thrown here is logged and goes no further. */
    void addressChanged(AddressEvent event);
}
