package org.recoverykit.core.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.recoverykit.core.model.Fact;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.EngineEvent;

/**
 * The commands of one decision, in the order they matter: facts that must be on the disk first, then effects, and only then
 * what is written beside them and told, so that nothing slow stands before a recovery.
 */
final class Outbox {
    private final String hierarchy;
    private final List<Fact> before = new ArrayList<>();
    private final List<Command> effects = new ArrayList<>();
    private final List<Fact> beside = new ArrayList<>();
    private final List<Command> told = new ArrayList<>();
    private final List<Command> states = new ArrayList<>();
    private final List<Command> last = new ArrayList<>();

    Outbox(String hierarchy) {
        this.hierarchy = hierarchy;
    }

    void persistBefore(Fact fact) {
        before.add(fact);
    }

    void persistBeside(Fact fact) {
        beside.add(fact);
    }

    void effect(Command command) {
        effects.add(command);
    }

    void publish(EngineEvent event) {
        told.add(new Command.Publish(event));
    }

    void stateChanged(EngineEvent.StateChanged event) {
        states.add(new Command.Publish(event));
    }

    /** Of the hierarchy as a whole. */
    void decided(String decision, String cause) {
        publish(new EngineEvent.Decided(hierarchy, decision, cause, ""));
    }

    void alert(String subject, String reason, String remedy) {
        publish(new EngineEvent.Alert(subject, reason, remedy));
    }

    void answer(long commandId, CommandOutcome outcome) {
        last.add(new Command.Answer(commandId, outcome));
    }

    void wakeAfter(Duration delay) {
        last.add(new Command.WakeAfter(delay));
    }

    List<Command> inOrder() {
        List<Command> all = new ArrayList<>();
        if (!before.isEmpty()) {
            all.add(new Command.Persist(before, Command.Order.BEFORE_THE_REST));
        }
        all.addAll(effects);
        if (!beside.isEmpty()) {
            all.add(new Command.Persist(beside, Command.Order.BESIDE_THE_REST));
        }
        all.addAll(told);
        all.addAll(states);
        all.addAll(last);
        return all;
    }
}
