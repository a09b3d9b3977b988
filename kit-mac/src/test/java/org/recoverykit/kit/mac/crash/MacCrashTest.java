package org.recoverykit.kit.mac.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.recoverykit.kit.mac.MacSteps;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.testkit.crash.CrashCases;
import org.recoverykit.testkit.crash.CrashTrial;
import org.recoverykit.testkit.crash.Steps;

/**
 * A process with an engine and the MAC kit is killed with SIGKILL at every step of restore, remove and localRecovery, none
 * left out; the next process has to make kernel and promises agree. The steps are not listed here: a life in which nobody
 * dies tells them. {@code -Drecoverykit.crash.all=true} tries all drivers and addresses with all stories.
 */
@KernelTest
class MacCrashTest {
    private static final boolean ALL = Boolean.getBoolean("recoverykit.crash.all");

    @TempDir
    Path directory;

    static Stream<Arguments> stories() {
        return Arrays.stream(Setup.values())
                .flatMap(setup -> Arrays.stream(Story.values())
                        .filter(story -> ALL ? isPossible(setup, story) : isTelling(setup, story))
                        .map(story -> Arguments.of(setup, story)));
    }

    /** At home there is nothing to restore the first time. */
    private static boolean isPossible(Setup setup, Story story) {
        return story != Story.RESTORE || !setup.home();
    }

    /** The long way passes the steps of the short one too; a move goes it for two interfaces. */
    private static boolean isTelling(Setup setup, Story story) {
        return switch (setup) {
            case VIRTUAL_BUSY -> story == Story.RESTORE || story == Story.REMOVE || story == Story.MOVE_AND_MEND;
            case HOME -> story == Story.REMOVE;
            case VIRTUAL, HOME_BUSY -> false;
        };
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("stories")
    void aNewStartMakesAllGoodAfterDeathAtAnyStep(Setup setup, Story story) throws Exception {
        try (CrashCases<Site> cases =
                new CrashCases<>(number -> new Site(directory.resolve("site" + number), setup), story)) {
            List<String> steps = cases.steps();
            cases.dieAtEach(steps);
            assertThat(steps).as("steps to die at").isNotEmpty();
            System.out.println("REMAC crash on " + setup + ": " + cases.summary());
        }
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theStoriesPassEveryStepThatTheKitHas() throws Exception {
        Set<String> passed = new TreeSet<>();
        try (CrashTrial<Site> trial = new CrashTrial<>(new Site(directory, Setup.VIRTUAL_BUSY))) {
            for (Story story : List.of(Story.RESTORE, Story.REMOVE, Story.MOVE_TO_BACKUP)) {
                trial.steps(story).stream().map(Steps::text).forEach(passed::add);
            }
        }
        assertThat(passed)
                .as("steps passed in all stories together; one that is in none is never died at")
                .containsExactlyInAnyOrderElementsOf(MacSteps.all());
    }
}
