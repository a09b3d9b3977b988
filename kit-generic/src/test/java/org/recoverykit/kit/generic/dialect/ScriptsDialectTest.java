package org.recoverykit.kit.generic.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.recoverykit.kit.generic.run.Outcome.Obstacle;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** What each of the 256 exit codes means. */
class ScriptsDialectTest {
    private final ScriptsDialect dialect = new ScriptsDialect(
            new Subject("shop", "n1", Map.of("PORT", "80")),
            Map.of(
                    Operation.RESTORE,
                    new ScriptCommand(List.of("/s/restore"), Optional.empty()),
                    Operation.REMOVE,
                    new ScriptCommand(List.of("/bin/py", "/s/web", "remove"), Optional.of("/s/web"))));

    @Test
    void definedCodesOfAnAction() {
        assertThat(action(0)).isEqualTo(ActionResult.done());
        assertThat(action(1)).isEqualTo(failed(1, FailureScope.RETRY_HERE));
        assertThat(action(10)).isEqualTo(failed(10, FailureScope.TRY_ELSEWHERE));
        assertThat(action(11)).isEqualTo(failed(11, FailureScope.NOWHERE));
        assertThat(action(20).kind()).isEqualTo(ActionResult.Kind.INDETERMINATE);
    }

    @Test
    void definedCodesOfACheck() {
        assertThat(check(0)).isEqualTo(CheckResult.healthy());
        assertThat(check(190)).isEqualTo(CheckResult.healthyBut("why"));
        assertThat(check(1)).isEqualTo(CheckResult.unhealthy("why"));
        assertThat(check(10)).isEqualTo(CheckResult.unhealthy("why", FailureScope.TRY_ELSEWHERE));
        assertThat(check(11)).isEqualTo(CheckResult.unhealthy("why", FailureScope.NOWHERE));
        assertThat(check(20)).isEqualTo(CheckResult.unknown("why"));
    }

    @Test
    void row40AllOtherCodesMeanNothing() {
        assertThat(IntStream.range(0, 256).filter(code -> check(code).kind() != CheckResult.Kind.UNKNOWN))
                .as("codes of a check that say something")
                .containsExactly(0, 1, 10, 11, 190);
        assertThat(IntStream.range(0, 256).filter(code -> action(code).kind() != ActionResult.Kind.INDETERMINATE))
                .as("codes of an action that say something")
                .containsExactly(0, 1, 10, 11);
        assertThat(check(127).reason()).contains("exit 127", "defined are 0, 1, 10, 11, 20, 190", "why");
    }

    @Test
    void whatDidNotEndByItselfSaysNothing() {
        for (var outcome : List.of(Runs.signalled(), Runs.late(), Runs.notStarted(Obstacle.NOT_INSTALLED))) {
            assertThat(dialect.readCheck(Operation.QUICK_CHECK, outcome).kind())
                    .as(outcome.toString())
                    .isEqualTo(CheckResult.Kind.UNKNOWN);
            assertThat(dialect.readAction(Operation.REMOVE, outcome).kind())
                    .as(outcome.toString())
                    .isEqualTo(ActionResult.Kind.INDETERMINATE);
        }
    }

    @Test
    void row51NoRoomForAProcessIsNotTheResourcesFailure() {
        assertThat(dialect.readCheck(Operation.QUICK_CHECK, Runs.notStarted(Obstacle.NO_ROOM))
                        .kind())
                .isEqualTo(CheckResult.Kind.UNKNOWN);
    }

    @Test
    void tellsTheScriptWhatIsWantedByItsEnvironment() {
        assertThat(dialect.steps(Operation.REMOVE, Runs.OCCASION))
                .singleElement()
                .satisfies(step -> {
                    assertThat(step.invocation().command()).containsExactly("/bin/py", "/s/web", "remove");
                    assertThat(step.invocation().read()).contains("/s/web");
                    assertThat(step.invocation().environment())
                            .containsEntry("RK_ACTION", "remove")
                            .containsEntry("RK_TIMEOUT_MS", "20000");
                });
        assertThat(dialect.steps(Operation.DEEP_CHECK, Runs.OCCASION))
                .as("an operation without a script")
                .isEmpty();
    }

    private static ActionResult failed(int code, FailureScope scope) {
        return ActionResult.failed("restore: not done (exit " + code + "): why", scope);
    }

    private ActionResult action(int code) {
        return dialect.readAction(Operation.RESTORE, Runs.exited(code, "why"));
    }

    private CheckResult check(int code) {
        return dialect.readCheck(Operation.QUICK_CHECK, Runs.exited(code, "why"));
    }
}
