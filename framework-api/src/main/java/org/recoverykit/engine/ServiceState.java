package org.recoverykit.engine;

import org.apiguardian.api.API;

/** How a resource stands, with LifeKeeper's code beside it. */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public enum ServiceState {
    /** Not looked at since the engine started, or the last look could not tell. */
    UNKNOWN("UNKNOWN"),
    /** In service and protected. */
    IN_SERVICE("ISP"),
    /** In service; checks are off (maintenance) or fail to tell beyond their budget. */
    IN_SERVICE_UNPROTECTED("ISU"),
    /** Out of service, nothing wrong with it. */
    OUT_OF_SERVICE("OSU"),
    /** Out of service because it failed, or in service and not working with nothing left to try. */
    FAILED("OSF"),
    /** Being brought in. */
    RESTORING("OSU"),
    /** Being taken out. */
    REMOVING("ISP"),
    /** Being mended here. */
    RECOVERING("ISP"),
    /** A remove could not be proven: it may still be active. Nothing is done here or elsewhere until a person says so. */
    BLOCKED("OSF");

    private final String lifekeeperCode;

    ServiceState(String lifekeeperCode) {
        this.lifekeeperCode = lifekeeperCode;
    }

    /** ISP, ISU, OSU, OSF or UNKNOWN. */
    public String lifekeeperCode() {
        return lifekeeperCode;
    }
}
