package org.recoverykit.kit.generic.dialect;

import java.time.Duration;
import org.recoverykit.spi.Call;

/**
 * What a dialect may tell its script about the call.
 *
 * @param why why the engine calls
 * @param attempt from 1
 * @param limit how long the script may take
 * @param reason what the check had found, for a local recovery; else empty
 */
public record Occasion(Call.Why why, int attempt, Duration limit, String reason) {}
