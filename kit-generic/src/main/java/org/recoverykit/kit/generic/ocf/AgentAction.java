package org.recoverykit.kit.generic.ocf;

import java.time.Duration;
import java.util.Optional;

/**
 * One action that an agent advertises.
 *
 * @param name {@code start}, {@code monitor}, ...
 * @param timeout the shortest advised by the agent's author
 * @param depth the OCF_CHECK_LEVEL of a monitor, 0 if it does not say
 * @param role of a promotable agent, else empty
 */
record AgentAction(String name, Optional<Duration> timeout, int depth, String role) {

    String described() {
        return name
                + (depth == 0 ? "" : " at level " + depth)
                + (role.isEmpty() ? "" : " as " + role)
                + timeout.map(t -> ", at least " + t.toSeconds() + " s").orElse("");
    }
}
