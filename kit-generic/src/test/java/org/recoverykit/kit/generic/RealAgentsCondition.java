package org.recoverykit.kit.generic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Looks whether agents are installed, and whether this is a host of our own. */
public final class RealAgentsCondition implements ExecutionCondition {
    private static final Path AGENTS = Path.of("/usr/lib/ocf/resource.d/heartbeat");

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> obstacle = obstacle();
        if (obstacle.isEmpty()) {
            return ConditionEvaluationResult.enabled("agents are here");
        }
        if (System.getenv("CI") != null) {
            throw new IllegalStateException("CI must run the agents, and cannot: " + obstacle.get());
        }
        return ConditionEvaluationResult.disabled(obstacle.get());
    }

    private static Optional<String> obstacle() {
        if (!Files.exists(AGENTS.resolve("Dummy"))) {
            return Optional.of("no agents in " + AGENTS + "; build/test-packages.sh installs them");
        }
        // build/ownhost/bin/java makes it; without it an agent's pkill could reach others.
        return Files.isDirectory(Path.of("/run/resource-agents"))
                        && ProcessHandle.current().pid() < 100
                ? Optional.empty()
                : Optional.of("no process and mount namespaces here, so services would not be alone");
    }

    /** Whether this is the machine's own root, who may become other users. */
    public static boolean realRoot() {
        try {
            // A user namespace of an ordinary user maps one user only.
            String map = Files.readString(Path.of("/proc/self/uid_map")).strip();
            return Shell.run("id", "-u").strip().equals("0") && map.endsWith(" 4294967295");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
