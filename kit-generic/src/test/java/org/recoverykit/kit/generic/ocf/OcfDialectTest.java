package org.recoverykit.kit.generic.ocf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.recoverykit.kit.generic.dialect.Runs.exited;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.recoverykit.kit.generic.dialect.Occasion;
import org.recoverykit.kit.generic.dialect.Operation;
import org.recoverykit.kit.generic.dialect.Runs;
import org.recoverykit.kit.generic.dialect.Step;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;

class OcfDialectTest {
    private OcfDialect ocf;

    @BeforeEach
    void load() throws Exception {
        ocf = dialect(MetaDataParserTest.PRINTED);
    }

    private static OcfDialect dialect(String printed) throws Exception {
        AgentMetaData metaData = MetaDataParser.parse(printed);
        AgentName name = AgentName.of("ocf:heartbeat:shop", Path.of("/usr/lib/ocf"));
        return new OcfDialect(
                new OcfAgent(name, Map.of("door", "a 'b' $(c)\n;"), Runs.SUBJECT), metaData, metaData.deepestLevel());
    }

    @ParameterizedTest(name = "monitor {0} is {1} {2}, out: {3}")
    @CsvSource({
        "0,HEALTHY,,false",
        "1,UNHEALTHY,RETRY_HERE,false",
        "2,UNHEALTHY,TRY_ELSEWHERE,false",
        "3,UNKNOWN,,false",
        "4,UNHEALTHY,TRY_ELSEWHERE,false",
        "5,UNHEALTHY,TRY_ELSEWHERE,false",
        "6,UNHEALTHY,NOWHERE,false",
        "7,UNHEALTHY,RETRY_HERE,true",
        "8,HEALTHY,,false",
        "9,UNHEALTHY,RETRY_HERE,false",
        "190,HEALTHY,,false",
        "191,HEALTHY,,false",
        "42,UNKNOWN,,false",
        "255,UNKNOWN,,false"
    })
    void readsMonitor(int code, CheckResult.Kind kind, @Nullable String scope, boolean out) {
        CheckResult result = ocf.readCheck(Operation.QUICK_CHECK, exited(code));
        assertThat(result.kind()).isEqualTo(kind);
        if (result instanceof CheckResult.Unhealthy unhealthy) {
            assertThat(unhealthy.scope()).hasToString(scope);
        }
        assertThat(ocf.provesOut(exited(code))).as("proves that it is out").isEqualTo(out);
    }

    @ParameterizedTest(name = "start {0} is {1} {2}")
    @CsvSource({
        "0,DONE,",
        "1,FAILED,RETRY_HERE",
        "2,FAILED,TRY_ELSEWHERE",
        "3,FAILED,TRY_ELSEWHERE",
        "4,FAILED,TRY_ELSEWHERE",
        "5,FAILED,TRY_ELSEWHERE",
        "6,FAILED,NOWHERE",
        "7,FAILED,RETRY_HERE",
        "100,INDETERMINATE,"
    })
    void readsStart(int code, ActionResult.Kind kind, @Nullable String scope) {
        ActionResult result = ocf.readAction(Operation.RESTORE, exited(code));
        assertThat(result.kind()).isEqualTo(kind);
        if (result instanceof ActionResult.Failed failed) {
            assertThat(failed.scope()).hasToString(scope);
        }
    }

    @ParameterizedTest(name = "stop {0} is {1}")
    @CsvSource({"0,DONE", "7,DONE", "1,INDETERMINATE", "5,INDETERMINATE", "6,INDETERMINATE", "77,INDETERMINATE"})
    void aStopThatFailedMayHaveLeftItRunning(int code, ActionResult.Kind kind) {
        assertThat(ocf.readAction(Operation.REMOVE, exited(code)).kind()).isEqualTo(kind);
    }

    @Test
    void theAgentsOwnReasonIsTold() {
        assertThat(ocf.readCheck(
                                Operation.QUICK_CHECK,
                                exited(7, "ocf-exit-reason:No process state file found", "another line"))
                        .reason())
                .isEqualTo("monitor: not running (exit 7): No process state file found");
    }

    @Test
    void degradedIsHealthyWithAWarning() {
        assertThat(ocf.readCheck(Operation.QUICK_CHECK, exited(190, "disk slow")))
                .isEqualTo(CheckResult.healthyBut(
                        "monitor: running, but its agent expects trouble (exit 190): disk slow"));
    }

    @Test
    void parametersGoByTheEnvironmentAsTheyAreAndNeverByTheCommandLine() {
        Step start = ocf.steps(Operation.RESTORE, Runs.OCCASION).get(0);
        assertThat(start.invocation().command()).containsExactly("/usr/lib/ocf/resource.d/heartbeat/shop", "start");
        assertThat(start.invocation().environment())
                .containsEntry("OCF_RESKEY_door", "a 'b' $(c)\n;")
                .containsEntry("OCF_RESOURCE_INSTANCE", "shop")
                .containsEntry("OCF_RESOURCE_PROVIDER", "heartbeat")
                .containsEntry("OCF_RESOURCE_TYPE", "shop")
                .containsEntry("OCF_ROOT", "/usr/lib/ocf")
                .containsEntry("OCF_RESKEY_CRM_meta_timeout", "20000")
                .containsEntry("OCF_RESKEY_CRM_meta_on_node", "n1")
                .containsEntry("HA_LOGFACILITY", "none")
                .containsEntry("RK_ACTION", "restore");
    }

    @Test
    void theDeepCheckIsTheDeepestLevelAdvertised() {
        assertThat(level(ocf, Operation.QUICK_CHECK)).isEqualTo("0");
        assertThat(level(ocf, Operation.DEEP_CHECK)).isEqualTo("20");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 6})
    void aLevelThatIsNotSetUpIsNoFailureOfTheService(int code) {
        assertThat(ocf.readCheck(Operation.DEEP_CHECK, exited(code, "level 30 Monitor Command not configured.")))
                .isInstanceOfSatisfying(
                        CheckResult.Unknown.class,
                        unknown -> assertThat(unknown.reason())
                                .contains("level 30")
                                .endsWith("or set deepLevel"));
        assertThat(ocf.readCheck(Operation.DEEP_CHECK, exited(1)).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
    }

    @Test
    void withOneLevelOnlyThereIsNoDeepCheckOfItsOwn() throws Exception {
        assertThat(dialect(MetaDataParserTest.PRINTED.replace("depth=\"20\"", "depth=\"0\""))
                        .steps(Operation.DEEP_CHECK, Runs.OCCASION))
                .isEmpty();
    }

    @Test
    void aLookOutsideTheTimetableIsAProbe() {
        Occasion first = new Occasion(Call.Why.START, 1, Duration.ofSeconds(20), "");
        assertThat(ocf.steps(Operation.QUICK_CHECK, first).get(0).invocation().environment())
                .containsEntry("OCF_RESKEY_CRM_meta_interval", "0");
        assertThat(ocf.steps(Operation.QUICK_CHECK, Runs.OCCASION)
                        .get(0)
                        .invocation()
                        .environment())
                .containsEntry("OCF_RESKEY_CRM_meta_interval", "10000");
    }

    @Test
    void recoverIsUsedWhereItIsAdvertisedElseStopAndStart() throws Exception {
        assertThat(ocf.steps(Operation.LOCAL_RECOVERY, Runs.OCCASION))
                .extracting(step -> step.invocation().command().get(1))
                .containsExactly("stop", "start");
        OcfDialect recovers =
                dialect(MetaDataParserTest.PRINTED.replace("</actions>", "<action name=\"recover\"/></actions>"));
        assertThat(recovers.steps(Operation.LOCAL_RECOVERY, Runs.OCCASION))
                .extracting(step -> step.invocation().command().get(1))
                .containsExactly("recover");
    }

    private static @Nullable String level(OcfDialect dialect, Operation operation) {
        return dialect.steps(operation, Runs.OCCASION)
                .get(0)
                .invocation()
                .environment()
                .get("OCF_CHECK_LEVEL");
    }
}
