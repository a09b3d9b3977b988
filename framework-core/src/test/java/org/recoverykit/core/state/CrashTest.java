package org.recoverykit.core.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process is killed with SIGKILL: nothing that was acknowledged is lost, and no append is there by half. */
@Timeout(120)
class CrashTest {

    private static final long SEED = 20261121;

    @TempDir
    Path temporary;

    @ParameterizedTest
    @EnumSource(StateStep.class)
    void killedAtEveryStepAfterTwentyAppendsAndARefusedOne(StateStep step) throws Exception {
        killAt(step, 20, temporary.resolve("s"));
    }

    @ParameterizedTest
    @EnumSource(
            value = StateStep.class,
            names = {
                "GENERATION_CREATED",
                "GENERATION_HALF_WRITTEN",
                "GENERATION_WRITTEN",
                "GENERATION_FORCED",
                "GENERATION_MOVED",
                "DIRECTORY_FORCED",
                "OLD_DELETED"
            })
    void killedAtEveryStepOfARestart(StateStep step) throws Exception {
        Path directory = temporary.resolve("s");
        try (StateStore store = StateFixtures.open(directory)) {
            for (int i = 1; i < 50; i++) {
                store.append(StateChild.pair(i));
            }
            store.appendAndWait(StateChild.pair(50));
        }
        try (ChildProcess child = ChildProcess.start("append", directory.toString(), step.name(), "0")) {
            assertThat(child.await("AT " + step))
                    .as("step reached; said: %s", child.lines())
                    .isPresent();
            child.kill();
        }
        assertThat(StateChild.verified(directory)).isEqualTo(50);
    }

    @Test
    void killedAtRandomMoments() throws Exception {
        Path directory = temporary.resolve("s");
        Random random = new Random(SEED);
        int acknowledged = 0;
        for (int round = 0; round < 25; round++) {
            try (ChildProcess child = ChildProcess.start("append", directory.toString())) {
                int until = acknowledged + 1 + random.nextInt(100);
                assertThat(child.await("ACK " + until))
                        .as("round %s said %s", round, child.lines())
                        .isPresent();
                child.kill();
                acknowledged = child.lastAcknowledged();
            }
            int found = StateChild.verified(directory);
            assertThat(found)
                    .as("seed %s, round %s: acknowledged %s", SEED, round, acknowledged)
                    .isBetween(acknowledged, acknowledged + 1);
            acknowledged = found;
        }
    }

    private static void killAt(StateStep step, int armedAfter, Path directory) throws Exception {
        try (ChildProcess child =
                ChildProcess.start("append", directory.toString(), step.name(), String.valueOf(armedAfter))) {
            assertThat(child.await("AT " + step))
                    .as("step reached; said: %s", child.lines())
                    .isPresent();
            child.kill();
            int acknowledged = child.lastAcknowledged();
            assertThat(acknowledged).as("the child had begun").isGreaterThanOrEqualTo(armedAfter - 1);
            assertThat(StateChild.verified(directory))
                    .as("killed at %s with %s acknowledged", step, acknowledged)
                    .isBetween(acknowledged, acknowledged + 1);
            assertThat(StateChild.verified(directory)).as("and again").isGreaterThanOrEqualTo(acknowledged);
        }
    }
}
