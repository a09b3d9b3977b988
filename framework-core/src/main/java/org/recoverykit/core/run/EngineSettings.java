package org.recoverykit.core.run;

import org.recoverykit.engine.EngineTime;
import org.recoverykit.engine.FailoverPort;

/**
 * What an engine is made with.
 *
 * @param node this node's name
 * @param time clock and timers
 * @param seed of the little chance there is: when checks come due
 * @param failover the host's answer to "elsewhere"
 * @param steps told each step of each kit call
 * @param rehearse whether to practise a recovery in memory after the start, so that the first real one is quick
 */
public record EngineSettings(
        String node, EngineTime time, long seed, FailoverPort failover, StepHook steps, boolean rehearse) {}
