package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.lab.KernelTest;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.testkit.SimulatedCrash;
import org.recoverykit.testkit.TestCall;

/** The process dies at each step of each action; the next one finds its way. None is skipped: the steps are counted. */
@KernelTest
class IpCrashTest {
    private static final int MOST_STEPS = 30;

    private final Set<String> died = new TreeSet<>();

    /** One of the three actions, made by a call that dies. */
    private interface Action {
        ActionResult run(ProtectedVip vip, TestCall call) throws InterruptedException;
    }

    @Test
    void aNewStartConvergesAfterDeathAtAnyStep() throws Exception {
        dieAtEachStep(false, (vip, call) -> vip.kit().restore(call));
        dieAtEachStep(
                true,
                (vip, call) ->
                        vip.kit().localRecovery(call, new CheckResult.Unhealthy("carrier", FailureScope.RETRY_HERE)));
        dieAtEachStep(true, (vip, call) -> vip.kit().remove(call));

        assertThat(died)
                .as("every step of the kit was died at")
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(IpStep.values()).map(IpStep::text).toList());
    }

    private void dieAtEachStep(boolean inServiceBefore, Action action) throws Exception {
        boolean died = true;
        for (int step = 1; died; step++) {
            assertThat(step).as("the action ends").isLessThan(MOST_STEPS);
            try (Site site = new Site().withFixedAddresses()) {
                String untouched = site.server().ip("-4 route show table all")
                        + site.server().ip("-4 rule show");
                died = dieAt(site, step, inServiceBefore, action);
                assertThat(site.server().ip("-4 route show table all")
                                + site.server().ip("-4 rule show"))
                        .as("nothing is left behind after step %s", step)
                        .isEqualTo(untouched);
                assertThat(site.server().sysctl("eth0/arp_ignore")).isEqualTo("0");
            }
        }
    }

    /** Answers whether the step existed. */
    private boolean dieAt(Site site, int step, boolean inServiceBefore, Action action) throws Exception {
        ProtectedVip first = new ProtectedVip(site, ProtectedVip.config("10.0.0.50/24"));
        if (inServiceBefore) {
            assertThat(first.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            site.cut(0);
            first.seeing(FailureScope.RETRY_HERE);
        }
        TestCall deadly = ProtectedVip.call().atStep(TestCall.AtStep.crash(step));
        boolean crashed = false;
        try {
            action.run(first, deadly);
        } catch (SimulatedCrash crash) {
            crashed = true;
            died.add(deadly.steps().get(step - 1));
        }
        first.close();
        try (ProtectedVip next = first.afterRestart()) {
            if (next.quickCheck().kind() != CheckResult.Kind.HEALTHY) {
                assertThat(next.restore().kind()).isEqualTo(ActionResult.Kind.DONE);
            }
            assertThat(next.quickCheck()).isEqualTo(CheckResult.healthy());
            assertThat(site.whereabouts()).hasSize(1);
            assertThat(site.answers())
                    .as("answers after death at step %s", step)
                    .isTrue();
            if (inServiceBefore) {
                site.mend(0);
            }
            assertThat(next.remove().kind()).isEqualTo(ActionResult.Kind.DONE);
            assertThat(site.whereabouts()).isEmpty();
        }
        return crashed;
    }
}
