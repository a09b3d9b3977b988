package org.recoverykit.engine;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PolicyTest {

    @Test
    void refusesAnIntervalThatWouldPollWithoutPause() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Policy.DEFAULT.withIntervals(Duration.ofMillis(49), Duration.ofSeconds(60)))
                .withMessage("quickCheckInterval is PT0.049S; allowed: 50ms to 24h");
    }

    @Test
    void refusesATimeoutOfNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Timeouts(
                        Duration.ZERO,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1)))
                .withMessageContaining("restore is PT0S");
    }

    @Test
    void refusesABudgetOfNoUnknownAtAll() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Policy(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Timeouts.DEFAULT,
                        true,
                        true,
                        true,
                        false,
                        3,
                        Duration.ofMinutes(30),
                        0))
                .withMessage("unknownBudget is 0; allowed: 1 to 1000");
    }
}
