package org.recoverykit.kit.ip;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Lets tests of other packages see at which steps the kit can die. */
public final class IpSteps {
    private IpSteps() {}

    /** Every step, as the engine shows it. */
    public static Set<String> all() {
        return Arrays.stream(IpStep.values()).map(IpStep::text).collect(Collectors.toSet());
    }
}
