package org.recoverykit.kit.mac;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call.Why;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** Without evidence that nobody else has it, the address is not taken. */
@KernelTest
class EvidenceKernelTest {
    private final Site site = new Site();
    private final String own = site.a().mac("eth0");

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aNodeThatLetGoTakesItAgainOnlyOnTheHostsWord() throws Exception {
        try (ResourceOnA resource = ResourceOnA.of(site.a(), ResourceOnA.virtual(Optional.empty()))) {
            resource.restore(Why.COMMAND);
            resource.remove();
            for (Why why : new Why[] {Why.START, Why.RECOVERY, Why.UNWIND}) {
                assertRefused(resource.restore(why), "this node let go of the address");
            }
            assertThat(resource.restore(Why.FAILOVER).kind()).isEqualTo(ActionResult.Kind.DONE);
        }
    }

    @Test
    void aRestartInPlaceNeedsNoWord() throws Exception {
        try (ResourceOnA resource = ResourceOnA.of(site.a(), ResourceOnA.virtual(Optional.empty()))) {
            resource.restore(Why.COMMAND);
            assertThat(resource.kit()
                            .remove(ResourceOnA.call().because(Why.RECOVERY, 1))
                            .kind())
                    .isEqualTo(ActionResult.Kind.DONE);
            assertThat(resource.restore(Why.RECOVERY).kind()).isEqualTo(ActionResult.Kind.DONE);
        }
    }

    @Test
    void aMachineThatWasStartedAnewDoesNotTakeItByItself() throws Exception {
        MacKitProvider rebooted =
                new MacKitProvider(new Surroundings(Path.of("/sys"), "the-next-boot"), UnaryOperator.identity());
        ResourceOnA first = ResourceOnA.of(site.a(), ResourceOnA.virtual(Optional.empty()));
        first.restore(Why.COMMAND);
        first.close();
        site.a().ip("link set dev eth0 address " + own);
        try (ResourceOnA next = first.afterRestart(rebooted)) {
            assertRefused(next.restore(Why.START), "this machine was restarted since it held the address");
            assertThat(next.restore(Why.COMMAND).kind()).isEqualTo(ActionResult.Kind.DONE);
        }
    }

    @Test
    void aHomeNodeThatWasStartedAnewDoesNotEvenUseItsOwnAddress() throws Exception {
        MacKitProvider rebooted =
                new MacKitProvider(new Surroundings(Path.of("/sys"), "the-next-boot"), UnaryOperator.identity());
        ResourceOnA first = ResourceOnA.of(site.a(), ResourceOnA.home(Optional.empty()));
        first.restore(Why.COMMAND);
        first.close();
        try (ResourceOnA next = first.afterRestart(rebooted)) {
            assertThat(next.quickCheck().kind()).as("switched on, and no more").isEqualTo(CheckResult.Kind.UNHEALTHY);
            ActionResult refused = next.restore(Why.START);
            assertThat(refused.kind()).isEqualTo(ActionResult.Kind.FAILED);
            assertThat(refused.reason()).contains("this machine was restarted since it held the address");
            assertThat(site.a().mac("eth0")).as("another node may use %s", own).isNotEqualTo(own);

            assertThat(next.restore(Why.COMMAND).kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(site.a().mac("eth0")).isEqualTo(own);
        }
    }

    private void assertRefused(ActionResult result, String reason) {
        assertThat(result.kind()).isEqualTo(ActionResult.Kind.FAILED);
        assertThat(((ActionResult.Failed) result).scope()).isEqualTo(FailureScope.TRY_ELSEWHERE);
        assertThat(result.reason()).contains(reason, "another node may hold it now");
        assertThat(site.a().mac("eth0")).isEqualTo(own);
    }
}
