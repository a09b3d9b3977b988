package org.recoverykit.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.recoverykit.core.model.Facts;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.Plan;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

class PlannerTest {
    private static final Moment NOW = new Moment(0, Instant.EPOCH);

    @Test
    void walksTheWholeLadder() {
        Plan plan = Planner.plan(
                state(HierarchySpec.named("web")
                        .resource("vip", "kit", Map.of())
                        .resource("app", "kit", Map.of(), "vip")
                        .build()),
                "vip",
                new CheckResult.Unhealthy("down", FailureScope.RETRY_HERE),
                NOW);

        assertThat(plan.steps().stream().map(step -> step.action() + " " + step.tag()))
                .startsWith("local recovery vip", "remove app", "remove vip", "restore vip", "restore app")
                .containsSubsequence("ask for a node web", "remove app", "remove vip", "hand over web");
    }

    @Test
    void evacuatesTenThousandMoreThanAThousandDeepInTime() {
        HierarchyState state = state(deep());
        long began = System.nanoTime();
        Plan plan = Planner.evacuation(List.of(state));
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(plan.steps()).hasSize(10_000);
        assertThat(plan.steps().get(9_999).wave()).isEqualTo(1_001);
        assertThat(took).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void restoresTenThousandWithADepthOfAThousandInTime() {
        HierarchyState state = state(deep());
        ArrayDeque<Command.Invoke> calls = new ArrayDeque<>();
        long began = System.nanoTime();
        state = told(state, new Observation.Started(), calls);
        state = told(state, new Observation.Commanded(1, new HostCommand.RestoreAll()), calls);
        boolean[] up = new boolean[10_000];
        while (!calls.isEmpty()) {
            Command.Invoke call = calls.poll();
            int index = state.model().index(call.tag()).orElseThrow();
            if (call.operation() == Operation.QUICK_CHECK) {
                CheckResult result = up[index] ? CheckResult.healthy() : CheckResult.unhealthy("out");
                state = told(
                        state,
                        new Observation.CheckEnded(call.tag(), call.callId(), CheckLevel.QUICK, result, Duration.ZERO),
                        calls);
            } else {
                up[index] = true;
                state = told(
                        state,
                        new Observation.ActionEnded(
                                call.tag(), call.callId(), call.operation(), ActionResult.done(), "", Duration.ZERO),
                        calls);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(StatusView.of(state, NOW).inService()).isTrue();
        System.out.println("10,000 resources, depth 1,000, restored in " + took.toMillis() + " ms of deciding");
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    private static HierarchySpec deep() {
        HierarchySpec.Builder builder = HierarchySpec.named("deep");
        for (int i = 0; i < 10_000; i++) {
            if (i == 0) {
                builder.resource("t0", "kit", Map.of());
            } else {
                builder.resource("t" + i, "kit", Map.of(), "t" + Math.max(0, i - 10));
            }
        }
        return builder.build();
    }

    private static HierarchyState state(HierarchySpec spec) {
        HierarchyModel model = HierarchyModel.of(spec);
        HierarchyState state = RecoveryDecider.initial(model, Facts.NONE, NOW);
        return spec.resources().size() > 100
                ? state
                : RecoveryDecider.decide(state, new Observation.Commanded(1, new HostCommand.RestoreAll()), NOW)
                        .next();
    }

    private static HierarchyState told(HierarchyState state, Observation told, ArrayDeque<Command.Invoke> calls) {
        Decision decision = RecoveryDecider.decide(state, told, NOW);
        decision.commands().forEach(command -> {
            if (command instanceof Command.Invoke invoke) {
                calls.add(invoke);
            }
        });
        return decision.next();
    }
}
