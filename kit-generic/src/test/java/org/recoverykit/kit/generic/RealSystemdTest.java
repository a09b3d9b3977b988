package org.recoverykit.kit.generic;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.CheckResult.Unhealthy;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.spi.RecoveryKit;

/** What the real systemctl says, and what the kit makes of it. */
@EnabledIf(value = "org.recoverykit.kit.generic.SystemdUnit#systemdIsHere", disabledReason = SystemdUnit.NOT_HERE)
class RealSystemdTest {
    private static final Unhealthy PROBLEM = new Unhealthy("its process has ended", FailureScope.RETRY_HERE);

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
    void aUnitIsRestoredCheckedMendedAndRemoved() throws Exception {
        try (SystemdUnit unit = new SystemdUnit();
                RecoveryKit kit = shop.kit(unit.config())) {
            assertThat(kit.quickCheck(shop.call())).isEqualTo(CheckResult.unhealthy(unit.name() + " is inactive"));
            assertThat(kit.restore(shop.call())).isEqualTo(ActionResult.done());
            assertThat(kit.quickCheck(shop.call())).isEqualTo(CheckResult.healthy());
            assertThat(kit.deepCheck(shop.call())).isEqualTo(CheckResult.healthy());
            long first = unit.process().orElseThrow().pid();

            unit.breakIt();
            unit.awaitState("failed");
            assertThat(kit.quickCheck(shop.call())).isEqualTo(CheckResult.unhealthy(unit.name() + " is failed"));
            assertThat(kit.localRecovery(shop.call(), PROBLEM)).isEqualTo(ActionResult.done());
            assertThat(unit.process().orElseThrow().pid()).isNotEqualTo(first);

            assertThat(kit.remove(shop.call())).isEqualTo(ActionResult.done());
            assertThat(unit.property("ActiveState")).isEqualTo("inactive");
            assertThat(unit.process()).isEmpty();
        }
    }

    @Test
    void aFailedUnitIsOut() throws Exception {
        try (SystemdUnit unit = new SystemdUnit();
                RecoveryKit kit = shop.kit(unit.config())) {
            kit.restore(shop.call());
            unit.breakIt();
            unit.awaitState("failed");
            assertThat(kit.remove(shop.call())).isEqualTo(ActionResult.done());
        }
    }

    @Test
    void aUnitThatSystemdWillStartAgainIsNotInServiceAndIsTakenOut() throws Exception {
        try (SystemdUnit unit = new SystemdUnit("ExecStart=/bin/sleep 600\nRestart=always\nRestartSec=600");
                RecoveryKit kit = shop.kit(unit.config())) {
            kit.restore(shop.call());
            unit.breakIt();
            unit.awaitState("activating");
            assertThat(kit.quickCheck(shop.call())).isEqualTo(CheckResult.unhealthy(unit.name() + " is activating"));
            assertThat(kit.remove(shop.call())).isEqualTo(ActionResult.done());
            assertThat(unit.property("ActiveState")).isEqualTo("inactive");
        }
    }

    @Test
    void aUnitThatFailsToStartIsNotRestored() throws Exception {
        try (SystemdUnit unit = new SystemdUnit("Type=oneshot\nRemainAfterExit=yes\nExecStart=/bin/false");
                RecoveryKit kit = shop.kit(unit.config())) {
            ActionResult result = kit.restore(shop.call());
            assertThat(result.kind()).isEqualTo(ActionResult.Kind.FAILED);
            assertThat(result.reason()).contains("the job of " + unit.name() + " failed (exit 1)");
        }
    }

    @Test
    void aUnitThatIsNotThereIsToBeHadElsewhereAndIsOut() throws Exception {
        String none = "rk-test-none.service";
        try (RecoveryKit kit = shop.kit(SystemdUnit.named(none))) {
            assertThat(kit.quickCheck(shop.call()))
                    .isEqualTo(CheckResult.unhealthy(none + ": no such unit on this node", FailureScope.TRY_ELSEWHERE));
            ActionResult result = kit.restore(shop.call());
            assertThat(result.kind()).isEqualTo(ActionResult.Kind.FAILED);
            assertThat(result.reason()).contains("no such unit on this node");
            assertThat(kit.remove(shop.call())).isEqualTo(ActionResult.done());
        }
    }

    @Test
    void aMaskedUnitIsNotRestored() throws Exception {
        String masked = "rk-test-masked-" + UUID.randomUUID() + ".service";
        Shell.run("/usr/bin/systemctl", "mask", "--runtime", masked);
        try (RecoveryKit kit = shop.kit(SystemdUnit.named(masked))) {
            ActionResult result = kit.restore(shop.call());
            assertThat(result.kind()).isEqualTo(ActionResult.Kind.FAILED);
            assertThat(result.reason()).contains("is masked");
            assertThat(kit.remove(shop.call())).isEqualTo(ActionResult.done());
        } finally {
            Shell.run("/usr/bin/systemctl", "unmask", "--runtime", masked);
        }
    }
}
