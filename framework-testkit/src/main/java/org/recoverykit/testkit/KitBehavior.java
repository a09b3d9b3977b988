package org.recoverykit.testkit;

import org.apiguardian.api.API;

/**
 * What a kit is expected to be able to do. All are on; leaving one out is a visible line in
 * {@link RecoveryKitContract#leftOut()}, and its tests show as skipped.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum KitBehavior {
    /** localRecovery mends what {@link KitHarness#breakIt()} broke. Without it, it must say Failed. */
    MENDS_HERE,
    /** restore tells at least one step, so that crashes in its middle can be tried. */
    TELLS_STEPS,
    /** Two resources of this kit can be protected at one time on one machine. */
    INDEPENDENT_RESOURCES,
    /** The provider is listed for {@link java.util.ServiceLoader}; hosts may also register it by hand. */
    FOUND_BY_SERVICE_LOADER
}
