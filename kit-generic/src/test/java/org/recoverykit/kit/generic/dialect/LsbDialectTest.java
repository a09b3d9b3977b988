package org.recoverykit.kit.generic.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recoverykit.kit.generic.dialect.Runs.exited;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recoverykit.kit.generic.run.Outcome.Obstacle;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

class LsbDialectTest {
    private final LsbDialect lsb = new LsbDialect("/etc/init.d/app", Runs.SUBJECT);

    @ParameterizedTest(name = "status {0} is {1}")
    @CsvSource({
        "0,HEALTHY",
        "1,UNHEALTHY",
        "2,UNHEALTHY",
        "3,UNHEALTHY",
        "4,UNKNOWN",
        "5,UNKNOWN",
        "150,UNKNOWN",
        "255,UNKNOWN"
    })
    void readsStatus(int code, CheckResult.Kind kind) {
        assertThat(lsb.readCheck(Operation.QUICK_CHECK, exited(code)).kind()).isEqualTo(kind);
    }

    @ParameterizedTest(name = "start {0} is {1}")
    @CsvSource({
        "0,DONE,", "1,FAILED,RETRY_HERE", "2,FAILED,NOWHERE", "3,FAILED,NOWHERE", "4,FAILED,TRY_ELSEWHERE",
        "5,FAILED,TRY_ELSEWHERE", "6,FAILED,TRY_ELSEWHERE", "7,FAILED,RETRY_HERE", "8,INDETERMINATE,",
                "255,INDETERMINATE,"
    })
    void readsStart(int code, ActionResult.Kind kind, @Nullable String scope) {
        ActionResult result = lsb.readAction(Operation.RESTORE, exited(code, "why it failed"));
        assertThat(result.kind()).isEqualTo(kind);
        if (result instanceof ActionResult.Failed failed) {
            assertThat(failed.scope()).hasToString(scope);
            assertThat(failed.reason()).contains("why it failed").contains("exit " + code);
        }
    }

    @ParameterizedTest(name = "stop {0} is {1}")
    @CsvSource({"0,DONE", "7,DONE", "1,INDETERMINATE", "5,INDETERMINATE", "99,INDETERMINATE"})
    void aStopThatFailedMayHaveLeftItRunning(int code, ActionResult.Kind kind) {
        assertThat(lsb.readAction(Operation.REMOVE, exited(code)).kind()).isEqualTo(kind);
    }

    @Test
    void restartIsTwoStepsEachReadAsWhatItIs() {
        assertThat(lsb.steps(Operation.LOCAL_RECOVERY, Runs.OCCASION))
                .extracting(Step::operation)
                .containsExactly(Operation.REMOVE, Operation.RESTORE);
    }

    @Test
    void whatDidNotEndByItselfTellsNothing() {
        assertThat(lsb.readCheck(Operation.QUICK_CHECK, Runs.late()).kind()).isEqualTo(CheckResult.Kind.UNKNOWN);
        assertThat(lsb.readCheck(Operation.QUICK_CHECK, Runs.signalled()).kind())
                .isEqualTo(CheckResult.Kind.UNKNOWN);
        assertThat(lsb.readAction(Operation.RESTORE, Runs.signalled()).kind())
                .isEqualTo(ActionResult.Kind.INDETERMINATE);
    }

    @Test
    void aScriptThatIsMissingFailedToStartAndStoppedNothing() {
        ActionResult start = lsb.readAction(Operation.RESTORE, Runs.notStarted(Obstacle.NOT_INSTALLED));
        assertThat(start).isEqualTo(ActionResult.failed("start: /x: no such file", FailureScope.TRY_ELSEWHERE));
        assertThat(lsb.readAction(Operation.REMOVE, Runs.notStarted(Obstacle.NOT_INSTALLED))
                        .kind())
                .isNotEqualTo(ActionResult.Kind.DONE);
    }

    @Test
    void deadIsOut() {
        assertThat(lsb.provesOut(exited(1))).isTrue();
        assertThat(lsb.provesOut(exited(3))).isTrue();
        assertThat(lsb.provesOut(exited(0))).isFalse();
        assertThat(lsb.provesOut(exited(4))).isFalse();
    }
}
