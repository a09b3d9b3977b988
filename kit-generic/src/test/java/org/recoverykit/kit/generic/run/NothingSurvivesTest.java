package org.recoverykit.kit.generic.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recoverykit.kit.generic.run.Outcome.Exited;
import org.recoverykit.kit.generic.run.Outcome.TimedOut;
import org.recoverykit.kit.generic.run.ScriptRunner.Purpose;
import org.recoverykit.kit.generic.run.Workshop.Level;

/** Of a script whose time is over no process is left, whatever it does against it. */
class NothingSurvivesTest {
    private static final Duration SHORT = Duration.ofMillis(150);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource
    void row31AScriptThatHangsIsEndedByATermSignal(Level level) throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, level)) {
            Path script = shop.shell("trap 'echo ended in order; exit' TERM; while :; do sleep 0.02; done");
            assertThat(shop.run(script, Purpose.LEAVES_NOTHING, Duration.ofMillis(500)))
                    .isInstanceOfSatisfying(
                            TimedOut.class,
                            t -> assertThat(t.report().lastWord()).isEqualTo("ended in order"));
            assertThat(shop.alive()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void row32AScriptThatIgnoresTermIsKilled(Level level) throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, level)) {
            survivors(shop, "trap '' TERM; while :; do sleep 1; done");
        }
    }

    @ParameterizedTest
    @EnumSource
    void row33AGrandchildInASessionOfItsOwnIsKilled(Level level) throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, level)) {
            survivors(shop, "trap '' TERM; setsid sh -c \"trap '' TERM; sleep 60 & wait\" & sleep 60");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"CGROUP", "ENTERED"})
    void row33AGrandchildThatAlsoThrowsItsEnvironmentAwayNeedsACgroup(Level level)
            throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, level)) {
            survivors(shop, "setsid env -i setsid sleep 60 & sleep 60");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatACheckLeavesInItsGroupIsEndedAndNamed(Level level) throws IOException, InterruptedException {
        try (Workshop shop = new Workshop(directory, level)) {
            assertThat(shop.run(shop.shell("sleep 60 & exit 0")))
                    .isInstanceOfSatisfying(
                            Exited.class,
                            exited -> assertThat(exited.report().leftovers())
                                    .singleElement()
                                    .asString()
                                    .matches("\\d+ \\((sleep|script)\\)"));
            assertThat(shop.alive()).isEmpty();
        }
    }

    @Test
    void aServiceOutlivesItsRestoreAndIsEndedAfterItsRemove() throws IOException, InterruptedException {
        for (Level level : Level.values()) {
            if (level != Level.SESSION && EngineGroup.parent().isEmpty()) {
                continue;
            }
            try (Workshop shop = new Workshop(directory, level)) {
                Path script = shop.shell("setsid sleep 60 & exit 0");
                assertThat(shop.run(script, Purpose.STARTS_SERVICE, Workshop.LONG))
                        .isInstanceOf(Exited.class);
                shop.run(shop.shell("exit 0"));
                assertThat(shop.alive()).as("alive after a check, " + level).hasSize(1);

                assertThat(shop.runner().endService(Workshop.LONG))
                        .singleElement()
                        .asString()
                        .matches("\\d+ \\(.+\\)");
                assertThat(shop.alive()).as("alive after its end, " + level).isEmpty();
            }
        }
    }

    /** The figure: `-Drk.generic.runs=200`. */
    @ParameterizedTest
    @EnumSource
    void noProcessSurvivesManyTimeOuts(Level level) throws IOException, InterruptedException {
        int runs = Integer.getInteger("rk.generic.runs", 10);
        String[] hideouts = {
            "trap '' TERM; sleep 60 & sleep 60",
            "setsid sleep 60 & (sleep 60; sleep 60) & sleep 60",
            "trap '' TERM; (setsid sh -c 'trap \"\" TERM; (sleep 60 &) ; sleep 60' &) ; sleep 60",
            "trap '' TERM; while :; do (sleep 60 &); sleep 0.01; done",
        };
        int alive = 0;
        try (Workshop shop = new Workshop(directory, level)) {
            for (int i = 0; i < runs; i++) {
                Path script = shop.shell(hideouts[i % hideouts.length]);
                Outcome outcome = shop.run(script, Purpose.LEAVES_NOTHING, Duration.ofMillis(60));
                assertThat(outcome).isInstanceOf(TimedOut.class);
                alive += shop.alive().size();
            }
        }
        assertThat(alive).as("processes that survived " + runs + " time-outs").isZero();
    }

    private static void survivors(Workshop shop, String text) throws IOException, InterruptedException {
        Assumptions.assumeTrue(shop.alive().isEmpty());
        assertThat(shop.run(shop.shell(text), Purpose.LEAVES_NOTHING, SHORT))
                .isInstanceOfSatisfying(
                        TimedOut.class,
                        t -> assertThat(t.report().leftovers())
                                .as("named as living on")
                                .isEmpty());
        assertThat(shop.alive()).as("survivors").isEmpty();
    }
}
