package org.recoverykit.kit.generic.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recoverykit.kit.generic.dialect.Runs.exited;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

class NagiosDialectTest {
    private final NagiosDialect watching = nagios(Optional.empty());
    private final NagiosDialect acting = nagios(Optional.of(new LsbDialect("/etc/init.d/app", Runs.SUBJECT)));

    private static NagiosDialect nagios(Optional<Dialect> actions) {
        return new NagiosDialect("/plug", List.of("-H", "a b"), List.of(), actions, Runs.SUBJECT);
    }

    @ParameterizedTest(name = "exit {0} is {1}")
    @CsvSource({"0,HEALTHY", "1,HEALTHY", "2,UNHEALTHY", "3,UNKNOWN", "4,UNKNOWN", "127,UNKNOWN"})
    void readsPlugIns(int code, CheckResult.Kind kind) {
        assertThat(watching.readCheck(Operation.QUICK_CHECK, exited(code, "HTTP: words | time=1s;;;"))
                        .kind())
                .isEqualTo(kind);
    }

    @Test
    void aWarningIsHealthyAndShownWithoutItsFigures() {
        assertThat(watching.readCheck(Operation.QUICK_CHECK, exited(1, "DISK WARNING - 9% | /=9%;10;5")))
                .isEqualTo(CheckResult.healthyBut("DISK WARNING - 9%"));
    }

    @Test
    void whoOnlyWatchesSendsPeopleElsewhereAndWhoCanActTriesHere() {
        assertThat(watching.watchesOnly()).isTrue();
        assertThat(watching.readCheck(Operation.QUICK_CHECK, exited(2, "down")))
                .isEqualTo(CheckResult.unhealthy("down", FailureScope.TRY_ELSEWHERE));
        assertThat(acting.watchesOnly()).isFalse();
        assertThat(acting.readCheck(Operation.QUICK_CHECK, exited(2, "down")))
                .isEqualTo(CheckResult.unhealthy("down", FailureScope.RETRY_HERE));
    }

    @Test
    void actionsAreTheScripts() {
        assertThat(watching.steps(Operation.RESTORE, Runs.OCCASION)).isEmpty();
        assertThat(acting.steps(Operation.RESTORE, Runs.OCCASION)
                        .get(0)
                        .invocation()
                        .command())
                .containsExactly("/etc/init.d/app", "start");
        assertThat(acting.steps(Operation.QUICK_CHECK, Runs.OCCASION)
                        .get(0)
                        .invocation()
                        .command())
                .containsExactly("/plug", "-H", "a b");
    }
}
