package org.recoverykit.kit.mac;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets tests of other packages see at which steps the kit can die. */
public final class MacSteps {
    private MacSteps() {}

    /** Every step, as the engine shows it. */
    public static Set<String> all() {
        return Arrays.stream(MacStep.values()).map(MacStep::text).collect(Collectors.toSet());
    }
}
