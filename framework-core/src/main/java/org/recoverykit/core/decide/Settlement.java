package org.recoverykit.core.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.engine.CommandOutcome;

/** Answers the host's commands whose end has come: each exactly once, and none with a guess. */
final class Settlement {
    private Settlement() {}

    static void settle(Draft d) {
        if (d.pending.isEmpty()) {
            return;
        }
        List<PendingCommand> left = new ArrayList<>();
        for (PendingCommand command : d.pending) {
            PendingCommand now = advanced(d, command);
            Optional<CommandOutcome> outcome = outcome(d, now);
            if (outcome.isPresent()) {
                d.out.answer(command.id(), outcome.get());
            } else {
                left.add(now);
            }
        }
        d.pending = List.copyOf(left);
    }

    private static Optional<CommandOutcome> outcome(Draft d, PendingCommand command) {
        for (int index : d.changed()) {
            if (command.scope().get(index) || command.goal() == PendingCommand.Goal.MOVED) {
                Optional<String> hopeless = hopeless(d, index, command.goal());
                if (hopeless.isPresent()) {
                    return Optional.of(CommandOutcome.failed(d.tag(index) + ": " + hopeless.get()));
                }
            }
        }
        boolean counted = command.goal() == PendingCommand.Goal.ALL_IN || command.goal() == PendingCommand.Goal.ALL_OUT;
        return counted && command.reached() == command.order().size()
                ? Optional.of(CommandOutcome.done())
                : Optional.empty();
    }

    private static Optional<String> hopeless(Draft d, int index, PendingCommand.Goal goal) {
        ResourceState r = d.get(index);
        if (goal == PendingCommand.Goal.CLEANED) {
            return Optional.empty();
        } else if (r.status instanceof Status.Blocked blocked) {
            return Optional.of("blocked: " + blocked.reason());
        } else if (goal != PendingCommand.Goal.ALL_IN) {
            return Optional.empty();
        } else if (r.remedy.isFinal()) {
            return Optional.of(r.status.reason());
        }
        if (r.is(Status.Kind.IN_SERVICE) && r.doubtful && d.maintenance) {
            return Optional.of("its last check found it bad, and nothing is done about that in maintenance");
        }
        boolean untold = r.is(Status.Kind.UNPROBED) || r.is(Status.Kind.RESTORING);
        return untold && r.unknowns >= d.policy(index).unknownBudget()
                ? Optional.of("its check cannot tell whether it is in service")
                : Optional.empty();
    }

    // what had come true may have ceased to be so: everything is looked at once more before the answer
    private static PendingCommand advanced(Draft d, PendingCommand command) {
        List<Integer> order = command.order();
        int reached = from(d, command, command.reached());
        if (reached == order.size() && command.reached() > 0) {
            reached = from(d, command, 0);
        }
        return reached == command.reached() ? command : command.reached(reached);
    }

    private static int from(Draft d, PendingCommand command, int first) {
        List<Integer> order = command.order();
        boolean in = command.goal() == PendingCommand.Goal.ALL_IN;
        int at = first;
        while (at < order.size() && (in ? isIn(d, order.get(at)) : isOut(d, order.get(order.size() - 1 - at)))) {
            at++;
        }
        return at;
    }

    private static boolean isIn(Draft d, int index) {
        ResourceState r = d.get(index);
        return r.is(Status.Kind.IN_SERVICE) && !r.doubtful && d.aim(index) != Draft.Aim.OUT;
    }

    private static boolean isOut(Draft d, int index) {
        return d.get(index).provenOut;
    }
}
