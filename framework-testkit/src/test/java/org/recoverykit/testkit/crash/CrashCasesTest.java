package org.recoverykit.testkit.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CrashCasesTest {
    private final List<String> judged = new ArrayList<>();
    private int stages;

    @Test
    void everyStepIsToldAndDiedAtAlsoOneThatIsPassedAfterTheLastAnswer() throws Exception {
        try (CrashCases<Desk> cases = new CrashCases<>(this::desk, new Restore(""))) {
            List<String> steps = cases.steps();
            assertThat(steps).containsExactly(LateVictim.KIT_STEP, LateVictim.LATE_STEP);
            cases.dieAtEach(steps);
        }
        assertThat(judged).containsExactly(LateVictim.KIT_STEP, LateVictim.LATE_STEP);
        assertThat(stages).as("stages that were needed").isEqualTo(1);
    }

    @Test
    void aBadCaseIsToldAtTheEndAndTheOthersAreTriedOnANewStage() throws Exception {
        try (CrashCases<Desk> cases = new CrashCases<>(this::desk, new Restore(LateVictim.KIT_STEP))) {
            List<String> steps = cases.steps();
            assertThatThrownBy(() -> cases.dieAtEach(steps))
                    .hasMessageContaining("BAD: restore " + LateVictim.KIT_STEP)
                    .hasMessageContaining("nothing was made good")
                    .hasMessageContaining("good: restore " + LateVictim.LATE_STEP);
        }
        assertThat(stages).isEqualTo(2);
    }

    @Test
    void aStepThatNobodyPassesIsNoGoodCase() throws Exception {
        try (CrashCases<Desk> cases = new CrashCases<>(this::desk, new Restore(""))) {
            assertThatThrownBy(() -> cases.dieAtEach(List.of("state NEVER #1"))).hasMessageContaining("NEVER");
        }
    }

    @Test
    void anOrderThatFailsSaysWhy() throws Exception {
        try (Victim victim = Victim.begin(ProcessBuilder::start, LateVictim.class)) {
            assertThatThrownBy(() -> victim.order("dance")).hasMessageContaining("'dance' was not done: @FAILED dance");
            assertThat(victim.order("start")).isEmpty();
        }
    }

    private Desk desk(int number) {
        stages = number;
        return new Desk();
    }

    /** No world at all. */
    private static final class Desk implements CrashStage {
        @Override
        public Process begin(ProcessBuilder victim) throws IOException {
            return victim.start();
        }

        @Override
        public Class<?> victim() {
            return LateVictim.class;
        }

        @Override
        public String newLife() {
            return "start";
        }

        @Override
        public void takeOut(Victim last) {}

        @Override
        public void close() {}
    }

    /** One that is judged well but after death at one step. */
    private final class Restore implements CrashStory<Desk> {
        private final String unforgiven;

        Restore(String unforgiven) {
            this.unforgiven = unforgiven;
        }

        @Override
        public void prepare(Victim victim, Desk stage, String start) throws Reached, IOException, InterruptedException {
            victim.order(start);
        }

        @Override
        public void happen(Victim victim, Desk stage, String start) throws Reached, IOException, InterruptedException {
            victim.order("restore");
        }

        @Override
        public void judge(Victim first, String deadly, Victim last, Desk stage) {
            if (deadly.equals(unforgiven)) {
                throw new AssertionError("nothing was made good");
            }
            judged.add(deadly);
        }

        @Override
        public String toString() {
            return "restore";
        }
    }
}
