package org.recoverykit.testkit;

import java.util.Locale;
import org.apiguardian.api.API;
import org.recoverykit.engine.Operation;

/**
 * A kit call's begin or end, as a kit or a listener saw it.
 *
 * @param tag the resource
 * @param operation what was asked
 * @param phase begin or end
 * @param outcome for an end, the result's kind or the thrown class; empty for a begin
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1")
public record Happening(String tag, Operation operation, Phase phase, String outcome) {

    /** Begin or end. */
    public enum Phase {
        BEGAN,
        ENDED
    }

    /** {@code restore vip began}, {@code restore vip DONE}. */
    @Override
    public String toString() {
        String verb = operation.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return verb + " " + tag + " " + (phase == Phase.BEGAN ? "began" : outcome);
    }
}
