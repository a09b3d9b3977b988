package org.recoverykit.kit.generic.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recoverykit.kit.generic.dialect.Runs.exited;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;

class SystemdDialectTest {
    private final SystemdDialect systemd = new SystemdDialect("/usr/bin/systemctl", "app.service", Runs.SUBJECT);

    @ParameterizedTest(name = "is-active {0} {1} is {2}, out: {3}")
    @CsvSource({
        "0,active,HEALTHY,false",
        "0,reloading,HEALTHY,false",
        "3,inactive,UNHEALTHY,true",
        "3,failed,UNHEALTHY,true",
        "3,activating,UNHEALTHY,false",
        "3,deactivating,UNHEALTHY,false",
        "4,inactive,UNHEALTHY,true",
        "1,Failed to connect to bus: No such file or directory,UNKNOWN,false"
    })
    void readsTheCodeAndTheWord(int code, String word, CheckResult.Kind kind, boolean out) {
        assertThat(systemd.readCheck(Operation.QUICK_CHECK, exited(code, word)).kind())
                .isEqualTo(kind);
        assertThat(systemd.provesOut(exited(code, word)))
                .as("proves that it is out")
                .isEqualTo(out);
    }

    @ParameterizedTest(name = "start {0} is {1}")
    @CsvSource({"0,DONE", "1,FAILED", "4,FAILED", "5,FAILED", "6,FAILED", "2,INDETERMINATE"})
    void readsStart(int code, ActionResult.Kind kind) {
        assertThat(systemd.readAction(Operation.RESTORE, exited(code)).kind()).isEqualTo(kind);
    }

    @ParameterizedTest(name = "stop {0} is {1}")
    @CsvSource({"0,DONE", "5,DONE", "1,INDETERMINATE", "4,INDETERMINATE"})
    void aStopWithoutAnAnswerMayHaveLeftItRunning(int code, ActionResult.Kind kind) {
        assertThat(systemd.readAction(Operation.REMOVE, exited(code)).kind()).isEqualTo(kind);
    }

    @Test
    void aUnitsNameIsNoOption() {
        assertThat(systemd.steps(Operation.RESTORE, Runs.OCCASION)
                        .get(0)
                        .invocation()
                        .command())
                .endsWith("start", "--", "app.service");
    }
}
