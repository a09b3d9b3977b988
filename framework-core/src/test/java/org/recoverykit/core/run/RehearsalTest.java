package org.recoverykit.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.engine.FailoverPort;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ManualTime;
import org.recoverykit.testkit.RealTime;

/** The practice after the start: it ends, and nothing of it is seen. */
class RehearsalTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final RealTime real = new RealTime();
    private final Stage stage = new Stage(real, real::close);

    @AfterEach
    void end() {
        stage.close();
    }

    private Rehearsal rehearsal(EngineTime time) {
        EngineSettings settings = new EngineSettings("node1", time, 1, FailoverPort.none(), StepHook.NONE, true);
        LoopServices services =
                new LoopServices(time, stage.workers, new Rounds(time, stage.workers), new NoDisk(), stage.troubles);
        return new Rehearsal(settings, services, stage.services());
    }

    private static boolean rehearsing() {
        return Thread.getAllStackTraces().keySet().stream()
                .anyMatch(thread -> thread.getName().equals("rk-rehearsal"));
    }

    @Test
    void endsByItselfLeavesNoThreadAndTellsNobody() {
        rehearsal(real).begin();
        Eventually.within(SOON, "it ends", () -> !rehearsing());
        assertThat(stage.events).as("events").isEmpty();
    }

    @Test
    void endsWhenTheEngineCloses() {
        Rehearsal rehearsal = rehearsal(real);
        rehearsal.begin();
        rehearsal.end();
        Eventually.within(Duration.ofSeconds(1), "it ends at once", () -> !rehearsing());
    }

    @Test
    void endsUnderAClockThatStandsStill() {
        rehearsal(new ManualTime()).begin();
        Eventually.within(SOON, "it gives up", () -> !rehearsing());
    }
}
