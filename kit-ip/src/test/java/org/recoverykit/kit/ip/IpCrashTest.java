package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private Plan plan = Plan.IPV4;

    /** One of the three actions, made by a call that dies. */
    private interface Action {
        ActionResult run(ProtectedVip vip, TestCall call) throws InterruptedException;
    }

    @Test
    void aNewStartConvergesAfterDeathAtAnyStep() throws Exception {
        diesEverywhere(Plan.IPV4);
    }

    @Test
    void withAnIpv6AddressToo() throws Exception {
        diesEverywhere(Plan.IPV6);
    }

    private void diesEverywhere(Plan addresses) throws Exception {
        plan = addresses;
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
            try (Site site = new Site(plan).withFixedAddresses()) {
                String untouched = routing(site);
                died = dieAt(site, step, inServiceBefore, action);
                assertThat(routing(site))
                        .as("nothing is left behind after step %s", step)
                        .isEqualTo(untouched);
                assertThat(site.server().sysctl("eth0/arp_ignore")).isEqualTo("0");
            }
        }
    }

    /** But for what the kernel does with the interfaces' own link-local addresses meanwhile. */
    private String routing(Site site) {
        return Stream.concat(
                        site.server()
                                .ip(plan.option() + " route show table all")
                                .lines(),
                        site.server().ip(plan.option() + " rule show").lines())
                .filter(line -> !line.contains("fe80::"))
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    /** Answers whether the step existed. */
    private boolean dieAt(Site site, int step, boolean inServiceBefore, Action action) throws Exception {
        ProtectedVip first = new ProtectedVip(site, ProtectedVip.config(plan.protectedAddress()));
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
