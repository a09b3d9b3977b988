package org.recoverykit.linux.lab;

import java.util.Optional;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tries once whether a namespace can be made. */
final class KernelCondition implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        Optional<String> obstacle = Once.OBSTACLE;
        if (obstacle.isEmpty()) {
            return ConditionEvaluationResult.enabled("network namespaces can be made");
        }
        if (System.getenv("CI") != null) {
            throw new LabException("CI must run the kernel tests, and cannot: " + obstacle.get());
        }
        return ConditionEvaluationResult.disabled("no network namespaces here: " + obstacle.get());
    }

    private static final class Once {
        static final Optional<String> OBSTACLE = obstacle();

        private static Optional<String> obstacle() {
            try (NetNs made = NetNs.anonymous("probe")) {
                return made.name().isEmpty() ? Optional.of("unnamed") : Optional.empty();
            } catch (RuntimeException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }
    }
}
