package org.recoverykit.linux;

import org.apiguardian.api.API;

/** Hears of one link. Called on the monitor's thread, after the view shows the change: be quick, never block. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
@FunctionalInterface
public interface LinkListener {
    /** A link changed. An exception thrown here is logged and goes no further. */
    void linkChanged(LinkEvent event);
}
