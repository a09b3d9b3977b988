package org.recoverykit.kit.ip.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Path;
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
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.recoverykit.kit.ip.IpSteps;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.testkit.crash.CrashCases;
import org.recoverykit.testkit.crash.CrashTrial;
import org.recoverykit.testkit.crash.Steps;

/**
 * A process with an engine and the IP kit is killed with SIGKILL at every step of whatever it does, the kit's steps and
 * those of writing the state, none left out; the next process has to make the kernel, the client and the promises agree.
 * The steps are not listed here: a life in which nobody dies tells them.
 */
@KernelTest
class IpCrashTest {
    /** Also five more double deaths, and the state's steps in an IPv6 address's move: minutes more. */
    private static final boolean ALL = Boolean.getBoolean("recoverykit.crash.all");

    @TempDir
    Path directory;

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theStoriesPassEveryStepThatTheKitHas() throws Exception {
        Set<String> passed = new TreeSet<>();
        try (CrashTrial<Stage> trial = new CrashTrial<>(new Stage(directory, Addresses.IPV4))) {
            for (Story story : Story.values()) {
                trial.steps(story).stream()
                        .filter(Steps::isOfKit)
                        .map(Steps::text)
                        .forEach(passed::add);
            }
        }
        assertThat(passed)
                .as("steps passed in all stories together; one that is in none is never died at")
                .containsExactlyInAnyOrderElementsOf(IpSteps.all());
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource
    void aNewStartMakesAllGoodAfterDeathAtAnyStep(Story story) throws Exception {
        dieAtEachStep(story, Addresses.IPV4);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void ofAnIpv6AddressToo() throws Exception {
        dieAtEachStep(Story.MOVE_TO_BACKUP, Addresses.IPV6);
    }

    private void dieAtEachStep(Story story, Addresses addresses) throws Exception {
        boolean telling = ALL || addresses.equals(Addresses.IPV4);
        try (CrashCases<Stage> cases = cases(story, addresses)) {
            cases.dieAtEach(cases.steps().stream()
                    .filter(step -> telling || Steps.isOfKit(step))
                    .toList());
            System.out.println("IP crash with " + addresses.vip() + ", " + cases.summary());
        }
    }

    private CrashCases<Stage> cases(Story story, Addresses addresses) throws IOException {
        return new CrashCases<>(number -> new Stage(directory.resolve("site" + number), addresses), story);
    }

    /** What the first death leaves half done differs most between these. */
    static Stream<Arguments> halfDone() {
        Stream<Arguments> all = Stream.of(
                arguments(Story.MOVE_TO_BACKUP, "kit vip LOCAL_RECOVERY: address added #1"),
                arguments(Story.FIRST_START, "kit vip RESTORE: interface settings noted #1"),
                arguments(Story.FIRST_START, "kit vip RESTORE: address added #1"),
                arguments(Story.REMOVE, "kit vip REMOVE: address deleted where it shall not be #1"),
                arguments(Story.RECOVERY_IN_PLACE, "kit vip LOCAL_RECOVERY: about to add the address #1"),
                arguments(Story.MOVE_AND_MEND, "kit vip LOCAL_RECOVERY: address verified #1"));
        return ALL ? all : all.limit(1);
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @MethodSource("halfDone")
    void aNewStartMakesAllGoodThoughTheOneBeforeItDiedToo(Story story, String first) throws Exception {
        try (CrashCases<Stage> cases = cases(story, Addresses.IPV4)) {
            List<String> recovery =
                    cases.die(List.of(first)).stream().filter(Steps::isCertain).toList();
            for (String second : recovery) {
                cases.die(List.of(first, second));
            }
            cases.assertAllGood();
            System.out.println("IP crash twice, first at '" + first + "', " + cases.summary());
            assertThat(recovery).as("steps of the start after the first death").isNotEmpty();
        }
    }
}
