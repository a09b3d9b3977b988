package org.recoverykit.core.decide;

import java.util.BitSet;
import java.util.Optional;
import org.recoverykit.core.model.Fact;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.spi.Call;

/** Commands that concern a hierarchy as a whole: where it is, and whether it is looked after. */
final class MoveCommands {
    private MoveCommands() {}

    static void switchover(Draft d, long id, String node) {
        if (d.phase instanceof Phase.HandedOver handed) {
            CommandRules.refuse(d, id, "it is on " + handed.node() + "; command it there");
        } else if (d.phase.isGoing()) {
            CommandRules.refuse(d, id, "it is already leaving; wait until it has moved");
        } else if (d.tally().blocked() > 0) {
            CommandRules.refuse(d, id, "something in it is blocked; cleanup that first");
        } else {
            BitSet all = new BitSet();
            all.set(0, d.model.size());
            CommandRules.supersede(d, id, all, PendingCommand.Goal.ALL_IN);
            CommandRules.supersede(d, id, all, PendingCommand.Goal.ALL_OUT);
            CommandRules.wait(d, id, PendingCommand.Goal.MOVED, new BitSet());
            FailoverRules.ask(d, Optional.empty(), "switchover to " + node + " by command", Optional.of(node), false);
        }
    }

    static void maintenance(Draft d, long id, boolean on) {
        if (d.maintenance != on) {
            d.out.persistBefore(new Fact.Maintenance(d.model.name(), on));
            d.out.publish(new EngineEvent.MaintenanceChanged(d.model.name(), on));
            d.maintenance = on;
            for (int i = 0; i < d.model.size(); i++) {
                Remedy from = on ? Remedy.MOVE : Remedy.PAUSED;
                Remedy to = on ? Remedy.PAUSED : Remedy.LOOK;
                if (d.get(i).remedy == from) {
                    d.edit(i, e -> e.remedy = to);
                }
            }
            d.examineAll();
        }
        d.out.answer(id, CommandOutcome.done());
    }

    /** A command that says what is to be in or out here ends a move that is not handed over yet. */
    static void stay(Draft d) {
        if (d.phase instanceof Phase.Asking asking) {
            d.phase = asking.request().wanted().isPresent() ? Phase.Kept.PLAIN : d.phase;
            if (d.phase instanceof Phase.Kept) {
                FailoverRules.wishAgain(d);
            }
        } else if (d.phase.isGoing()) {
            d.out.persistBefore(new Fact.Kept(d.model.name()));
            FailoverRules.keep(d, Call.Why.COMMAND);
        }
    }
}
