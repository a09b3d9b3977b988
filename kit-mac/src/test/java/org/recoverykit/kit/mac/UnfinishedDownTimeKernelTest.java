package org.recoverykit.kit.mac;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.testkit.SimulatedCrash;
import org.recoverykit.testkit.TestCall;

/** The long way through down and up, cut off in its middle: by a crash, or by a kernel that does not answer in time. */
@KernelTest
class UnfinishedDownTimeKernelTest {
    private final Site site = new Site();
    private final AtomicInteger silences = new AtomicInteger();
    private final MacKitProvider provider = BusyKits.silent(silences);

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void whatTheKernelDidNotPutBackInTimeIsMissedAndPutBackByTheRecovery() throws Exception {
        List<String> addresses = addressesToLose("eth0");
        try (ResourceOnA resource = ResourceOnA.of(site.a(), ResourceOnA.virtual(Optional.empty()), provider)) {
            silences.set(1);
            assertThat(resource.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(site.a().addresses("eth0")).as("the test is one").isNotEqualTo(addresses);
            assertThat(resource.quickCheck().reason()).contains("eth0 was set down", "does not have everything back");

            assertThat(resource.recover().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(resource.quickCheck()).isEqualTo(CheckResult.healthy());
            assertThat(site.a().addresses("eth0")).isEqualTo(addresses);
        }
    }

    @Test
    void whatWasSavedBeforeACrashIsNotReplacedByWhatIsLeftAfterIt() throws Exception {
        List<String> addresses = addressesToLose("eth0");
        ResourceOnA first = ResourceOnA.of(site.a(), ResourceOnA.virtual(Optional.empty()), provider);
        dieWhileDown(first);
        try (ResourceOnA next = first.afterRestart()) {
            silences.set(1);
            assertThat(next.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(site.a().addresses("eth0")).isEqualTo(addresses);

            assertThat(next.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(site.a().addresses("eth0")).isEqualTo(addresses);
        }
    }

    @Test
    void afterACrashWhileDownTheCarrierOfTheSameInterfaceIsWaitedFor() throws Exception {
        ResourceOnA first = ResourceOnA.of(site.a(), ResourceOnA.virtual(Optional.of("eth1")), provider);
        dieWhileDown(first);
        site.unplug(0);
        try (ResourceOnA next = first.afterRestart()) {
            // As that of a network card, its carrier is back some time after it was set up.
            Beside restore = Beside.begin(next::restore);
            site.mend(0);
            assertThat(restore.result()).isEqualTo(ActionResult.done("on eth0"));
            assertThat(site.a().mac("eth0")).isEqualTo(Site.MAC);
        }
    }

    private List<String> addressesToLose(String name) {
        site.a().ip("addr add 2001:db8:1::1/64 dev " + name + " nodad");
        site.a().ip("addr add 2001:db8:2::1/64 dev " + name + " nodad valid_lft 36000 preferred_lft 18000");
        return site.settled().a().addresses(name);
    }

    private static void dieWhileDown(ResourceOnA resource) {
        AtomicBoolean dead = new AtomicBoolean();
        TestCall deadly = ResourceOnA.call().atStep((number, step) -> {
            if (dead.get() || step.equals(MacStep.DOWN.text())) {
                dead.set(true);
                TestCall.AtStep.crash(1).reached(number, step);
            }
        });
        assertThatThrownBy(() -> resource.kit().restore(deadly)).isInstanceOf(SimulatedCrash.class);
        resource.close();
    }
}
