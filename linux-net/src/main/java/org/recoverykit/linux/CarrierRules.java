package org.recoverykit.linux;

import java.time.Duration;
import org.apiguardian.api.API;

/**
 * When a carrier that comes and goes is believed.
 *
 * @param downDelay for how long a lost one is overlooked
 * @param upDelay for how long one that came back has to prove itself
 * @param flaps so many losses within ten seconds make an interface restless; 0 never does
 * @param quiet for how long a restless one has to prove itself
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record CarrierRules(Duration downDelay, Duration upDelay, int flaps, Duration quiet) {}
