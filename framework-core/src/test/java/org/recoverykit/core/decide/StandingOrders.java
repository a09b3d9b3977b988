package org.recoverykit.core.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.CheckResult;

/** What a standing order promises: that a failed quick check would be answered by a local recovery at once. */
final class StandingOrders {
    private StandingOrders() {}

    /** Looks at each resource of this state that first aid is allowed for: decides what it would lead to. */
    static void keptIn(HierarchyState state, Moment now) {
        for (int i = 0; i < state.model().size(); i++) {
            String tag = state.model().tag(i);
            if (StandingOrder.recover(state, tag, now.nanos())
                    && state.resource(i).idle()) {
                assertThat(recovers(state, tag, now))
                        .as("first aid is allowed for %s, so a failed check must lead to its local recovery", tag)
                        .isTrue();
            }
        }
    }

    private static boolean recovers(HierarchyState state, String tag, Moment now) {
        Decision suspected = RecoveryDecider.decide(state, new Observation.Suspected(tag, "trouble"), now);
        Optional<Command.Invoke> look = invoke(suspected.commands(), tag);
        return look.isPresent()
                && look.get().operation() == Operation.QUICK_CHECK
                && invoke(
                                RecoveryDecider.decide(
                                                suspected.next(),
                                                new Observation.CheckEnded(
                                                        tag,
                                                        look.get().callId(),
                                                        CheckLevel.QUICK,
                                                        CheckResult.unhealthy("trouble"),
                                                        Duration.ZERO),
                                                now)
                                        .commands(),
                                tag)
                        .filter(call -> call.operation() == Operation.LOCAL_RECOVERY)
                        .isPresent();
    }

    private static Optional<Command.Invoke> invoke(List<Command> commands, String tag) {
        return commands.stream()
                .filter(command ->
                        command instanceof Command.Invoke invoke && invoke.tag().equals(tag))
                .map(command -> (Command.Invoke) command)
                .findFirst();
    }
}
