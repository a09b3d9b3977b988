package org.recoverykit.kit.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.linux.lab.Await;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CheckResult.Unhealthy;
import org.recoverykit.spi.CommandResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.KitCommand;
import org.recoverykit.spi.RecoveryKit;

/** What the kit makes of what scripts say. */
class GenericKitTest {
    private static final Unhealthy PROBLEM = new Unhealthy("the page is gone", FailureScope.RETRY_HERE);

    @TempDir
    private Path directory;

    private final Shop shop = new Shop();

    @BeforeEach
    void open() throws IOException {
        shop.open(directory);
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void aScriptsWordIsNotEnough() throws Exception {
        shop.checked().script("restore", "exit 0");
        ActionResult result = shop.kit().restore(shop.call(Duration.ofSeconds(4)));
        assertThat(result.kind()).isEqualTo(ActionResult.Kind.FAILED);
        assertThat(result.reason()).isEqualTo("the script said it was done, but quickCheck exited with 1");
    }

    @Test
    void aServiceThatComesUpAMomentLaterIsWaitedFor() throws Exception {
        shop.checked().script("restore", "(sleep 0.3; touch " + shop.up() + ") &");
        assertThat(shop.kit().restore(shop.call())).isEqualTo(ActionResult.done());
    }

    @Test
    void aFailedRestoreIsTakenBack() throws Exception {
        shop.checked().script("restore", "touch " + shop.up() + "; echo no licence; exit 10");
        assertThat(shop.kit().restore(shop.call()))
                .isEqualTo(ActionResult.failed("restore: not done (exit 10): no licence", FailureScope.TRY_ELSEWHERE));
        assertThat(shop.up()).as("what the restore had begun").doesNotExist();
    }

    @Test
    void aRestoreThatHangsIsEndedAndTakenBackInTime() throws Exception {
        shop.checked().script("restore", "touch " + shop.up() + "; sleep 60");
        ActionResult result = shop.kit().restore(shop.call(Duration.ofSeconds(5)));
        assertThat(result.kind()).isEqualTo(ActionResult.Kind.FAILED);
        assertThat(result.reason()).startsWith("restore did not end within ");
        assertThat(shop.up()).doesNotExist();
    }

    @Test
    void whatIsInServiceIsNotRestoredAgain() throws Exception {
        shop.checked().script("restore", "touch " + shop.up() + "; echo x >>" + directory.resolve("count"));
        RecoveryKit kit = shop.kit();
        kit.restore(shop.call());
        kit.restore(shop.call());
        assertThat(Files.readAllLines(directory.resolve("count"))).hasSize(1);
    }

    @Test
    void aRemoveThatLeavesItInServiceIsNotDone() throws Exception {
        shop.checked().script("remove", "exit 0");
        RecoveryKit kit = shop.kit();
        kit.restore(shop.call());
        ActionResult result = kit.remove(shop.call(Duration.ofSeconds(4)));
        assertThat(result.kind()).isEqualTo(ActionResult.Kind.FAILED);
        assertThat(result.reason()).contains("the check still finds it in service");
    }

    @Test
    void aRemoveWhoseCheckCannotTellIsIndeterminate() throws Exception {
        shop.script("quickCheck", "test -e " + shop.up() + " || { echo no answer; exit 20; }");
        RecoveryKit kit = shop.kit();
        kit.restore(shop.call());
        ActionResult result = kit.remove(shop.call(Duration.ofSeconds(4)));
        assertThat(result.kind()).isEqualTo(ActionResult.Kind.INDETERMINATE);
        assertThat(result.reason()).contains("no answer");
    }

    @Test
    void aMissingLocalRecoveryIsNotProvided() throws Exception {
        assertThat(shop.checked().kit().localRecovery(shop.call(), PROBLEM))
                .isEqualTo(
                        ActionResult.failed("no localRecovery is provided: the page is gone", FailureScope.RETRY_HERE));
    }

    @Test
    void aMissingDeepCheckIsTheQuickOne() throws Exception {
        assertThat(shop.checked().kit().deepCheck(shop.call()).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
    }

    @Test
    void aBrokenOptionalScriptIsNotMissing() throws Exception {
        Files.writeString(directory.resolve("scripts/deepCheck"), "");
        assertThat(shop.problems(shop.config()))
                .singleElement()
                .satisfies(p -> assertThat(p.message()).contains("deepCheck is not executable"));
    }

    @Test
    void quickAndDeepCheckMayDisagree() throws Exception {
        shop.checked().script("deepCheck", "echo the page has no body; exit 1");
        RecoveryKit kit = shop.kit();
        kit.restore(shop.call());
        assertThat(kit.quickCheck(shop.call())).isEqualTo(CheckResult.healthy());
        assertThat(kit.deepCheck(shop.call())).isEqualTo(CheckResult.unhealthy("the page has no body"));
    }

    @Test
    void anApplicationThatNothingChecksIsSaidToBeAssumed() throws Exception {
        RecoveryKit kit = shop.kit();
        assertThat(kit.quickCheck(shop.call()).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
        assertThat(kit.restore(shop.call())).isEqualTo(ActionResult.done());
        assertThat(kit.quickCheck(shop.call()))
                .isEqualTo(
                        CheckResult.healthyBut("restored, and nothing checks it: give quickCheck, pidFile or process"));
        assertThat(kit.remove(shop.call())).isEqualTo(ActionResult.done());
        assertThat(kit.quickCheck(shop.call()).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
    }

    @Test
    void theEndOfTheProcessIsToldAtOnce() throws Exception {
        Path pidFile = directory.resolve("pid");
        shop.script("restore", "sleep 60 & echo $! >" + pidFile);
        shop.script("remove", "kill $(cat " + pidFile + "); rm -f " + pidFile);
        GenericConfig config =
                Configs.of(shop.config().scripts().orElseThrow(), Map.of(), Optional.of(pidFile.toString()));
        RecoveryKit kit = shop.kit(config);
        assertThat(kit.quickCheck(shop.call()).reason()).contains("there is no " + pidFile);
        assertThat(kit.restore(shop.call())).isEqualTo(ActionResult.done());
        assertThat(kit.quickCheck(shop.call())).isEqualTo(CheckResult.healthy());

        long pid = Long.parseLong(Files.readString(pidFile).strip());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        Await.until("the suspicion", () -> !shop.context().suspects().isEmpty());
        assertThat(shop.context().suspects()).containsExactly("process " + pid + " has ended");
        assertThat(kit.quickCheck(shop.call()).reason()).startsWith("process " + pid + " of ");
        kit.close();
    }

    @Test
    void theKitsCommandsTellAboutTheScripts() throws Exception {
        RecoveryKit kit = shop.kit();
        assertThat(kit.perform(shop.call(), new KitCommand("containment", Map.of())))
                .isInstanceOfSatisfying(
                        CommandResult.Answered.class,
                        answer -> assertThat(answer.text()).containsAnyOf("cgroup: ", "session: "));
        assertThat(kit.perform(shop.call(), new KitCommand("dance", Map.of())))
                .isInstanceOf(CommandResult.Refused.class);
    }
}
