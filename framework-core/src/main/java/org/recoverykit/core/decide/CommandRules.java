package org.recoverykit.core.decide;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.recoverykit.core.model.Fact;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;

/** What a host asks for. The host wins over what the engine was about to do, at the next safe point. */
final class CommandRules {
    private static final int REMEMBERED = 32;

    private CommandRules() {}

    static void commanded(Draft d, long id, HostCommand command) {
        if (d.seenCommands.contains(id)) {
            return;
        }
        remember(d, id);
        if (command instanceof HostCommand.Restore restore) {
            ofTag(d, id, restore.tag(), index -> restore(d, id, d.model.withDescendants(index)));
        } else if (command instanceof HostCommand.RestoreAll) {
            restore(d, id, all(d));
        } else if (command instanceof HostCommand.Remove remove) {
            ofTag(d, id, remove.tag(), index -> remove(d, id, d.model.withAncestors(index)));
        } else if (command instanceof HostCommand.RemoveAll) {
            remove(d, id, all(d));
        } else if (command instanceof HostCommand.Switchover switchover) {
            MoveCommands.switchover(d, id, switchover.node());
        } else if (command instanceof HostCommand.Maintenance maintenance) {
            MoveCommands.maintenance(d, id, maintenance.on());
        } else if (command instanceof HostCommand.Cleanup cleanup) {
            ofTag(d, id, cleanup.tag(), index -> cleanup(d, id, index));
        }
    }

    private static void remember(Draft d, long id) {
        List<Long> ids = new ArrayList<>(d.seenCommands);
        ids.add(id);
        d.seenCommands = List.copyOf(ids.subList(Math.max(0, ids.size() - REMEMBERED), ids.size()));
    }

    private static void ofTag(Draft d, long id, String tag, IntConsumer then) {
        d.model
                .index(tag)
                .ifPresentOrElse(
                        then, () -> refuse(d, id, "hierarchy '" + d.model.name() + "' has no resource '" + tag + "'"));
    }

    static void refuse(Draft d, long id, String reason) {
        d.out.answer(id, CommandOutcome.refused(reason));
    }

    private static BitSet all(Draft d) {
        BitSet all = new BitSet(d.model.size());
        all.set(0, d.model.size());
        return all;
    }

    private static void restore(Draft d, long id, BitSet scope) {
        if (refused(d, id, scope)) {
            return;
        }
        supersede(d, id, scope, PendingCommand.Goal.ALL_OUT);
        MoveCommands.stay(d);
        int start = d.newStart();
        for (int i = scope.nextSetBit(0); i >= 0; i = scope.nextSetBit(i + 1)) {
            want(d, i);
            d.edit(i, e -> {
                e.toRemove = false;
                if (e.status.kind() != Status.Kind.IN_SERVICE) {
                    e.start = start;
                    e.why = Call.Why.COMMAND;
                }
            });
        }
        wait(d, id, PendingCommand.Goal.ALL_IN, scope);
    }

    private static void remove(Draft d, long id, BitSet scope) {
        if (refused(d, id, scope)) {
            return;
        }
        supersede(d, id, scope, PendingCommand.Goal.ALL_IN);
        if (!(d.phase instanceof Phase.HandedOver)) {
            MoveCommands.stay(d);
        }
        for (int i = scope.nextSetBit(0); i >= 0; i = scope.nextSetBit(i + 1)) {
            unwant(d, i);
            d.edit(i, e -> {
                e.toRemove = !e.provenOut;
                e.why = Call.Why.COMMAND;
            });
            d.interrupt(i);
        }
        wait(d, id, PendingCommand.Goal.ALL_OUT, scope);
    }

    private static boolean refused(Draft d, long id, BitSet scope) {
        Optional<String> offered = FailoverRules.offeredTo(d.phase);
        if (offered.isPresent()) {
            refuse(d, id, "it is being handed over to " + offered.get() + "; wait for the answer");
            return true;
        }
        for (int i = scope.nextSetBit(0); i >= 0; i = scope.nextSetBit(i + 1)) {
            if (d.get(i).status instanceof Status.Blocked blocked) {
                String tag = d.tag(i);
                refuse(
                        d,
                        id,
                        "'" + tag + "' is blocked (" + blocked.reason() + "); take it out by hand, then cleanup(" + tag
                                + ")");
                return true;
            }
        }
        return false;
    }

    private static void want(Draft d, int index) {
        lookedAfter(d, index);
        if (!d.get(index).wanted) {
            d.out.persistBefore(new Fact.Wanted(d.tag(index), true));
        }
        forgive(d, index);
        d.edit(index, e -> e.wanted = true);
    }

    /** What was never wanted may be in service all the same: that it is to go out has to outlive a crash in mid-remove. */
    private static void unwant(Draft d, int index) {
        ResourceState r = d.get(index);
        boolean known = !r.wanted && (r.toRemove || r.provenOut);
        lookedAfter(d, index);
        if (!known) {
            d.out.persistBefore(new Fact.Wanted(d.tag(index), false));
            if (r.provenOut) {
                d.out.persistBeside(new Fact.Removed(d.tag(index)));
            }
        }
        forgive(d, index);
        d.edit(index, e -> e.wanted = false);
    }

    private static void lookedAfter(Draft d, int index) {
        if (d.get(index).remedy == Remedy.PERSON) {
            d.out.persistBefore(new Fact.Cleaned(d.tag(index)));
        }
    }

    /** A person has looked at it: it is tried as if it had never failed. */
    private static void forgive(Draft d, int index) {
        d.edit(index, e -> {
            boolean failed = e.status.kind() == Status.Kind.FAILED;
            boolean inDoubt = e.inDoubt;
            e.forgetFailure();
            e.inDoubt = inDoubt;
            e.notBefore = d.now.nanos();
            if (failed && e.provenOut) {
                e.status = Status.OutOfService.PLAIN;
            } else if (failed) {
                e.remedy = Remedy.LOOK;
            } else if (e.status.kind() == Status.Kind.REMOVING) {
                e.status = new Status.Removing(Status.OutOfService.PLAIN);
            }
        });
    }

    private static void cleanup(Draft d, long id, int index) {
        if (d.get(index).is(Status.Kind.BLOCKED)) {
            if (d.get(index).idle()) {
                d.check(index, Operation.QUICK_CHECK);
            }
            BitSet scope = new BitSet();
            scope.set(index);
            wait(d, id, PendingCommand.Goal.CLEANED, scope);
            return;
        }
        d.out.persistBefore(new Fact.Cleaned(d.tag(index)));
        forgive(d, index);
        d.edit(index, e -> {
            e.recoveries = List.of();
            e.unknowns = 0;
            e.why = Call.Why.COMMAND;
        });
        FailureRules.release(d, index);
        d.moveDelay = FailoverRules.FIRST_DELAY;
        d.moveNotBefore = d.now.nanos();
        d.out.answer(id, CommandOutcome.done());
    }

    /** A person says that it is mended; what a check sees decides, and only a check that could tell. */
    static void lookedAtBlocked(Draft d, int index, CheckResult result) {
        Predicate<PendingCommand> cleanups =
                p -> p.goal() == PendingCommand.Goal.CLEANED && p.scope().get(index);
        if (result instanceof CheckResult.Unknown unknown) {
            answer(d, cleanups, CommandOutcome.failed("still blocked, its check cannot tell: " + unknown.reason()));
            return;
        }
        int start = d.newStart();
        d.out.persistBefore(new Fact.Cleaned(d.tag(index)));
        d.edit(index, e -> {
            e.doubtful = false;
            e.status = result instanceof CheckResult.Healthy ? Status.InService.PLAIN : Status.OutOfService.PLAIN;
            e.forgetFailure();
            e.recoveries = List.of();
            e.unknowns = 0;
            e.start = start;
            e.notBefore = d.now.nanos();
        });
        d.decided(index, "no longer blocked", result instanceof CheckResult.Healthy ? "found in service" : "found out");
        answer(d, cleanups, CommandOutcome.done());
    }

    static void supersede(Draft d, long by, BitSet scope, PendingCommand.Goal goal) {
        answer(
                d,
                p -> p.goal() == PendingCommand.Goal.MOVED
                        || (p.goal() == goal && p.scope().intersects(scope)),
                CommandOutcome.failed("superseded by command " + by));
    }

    static void wait(Draft d, long id, PendingCommand.Goal goal, BitSet scope) {
        List<Integer> order =
                Arrays.stream(d.model.restoreOrder()).filter(scope::get).boxed().toList();
        List<PendingCommand> all = new ArrayList<>(d.pending);
        all.add(new PendingCommand(id, goal, order, scope, 0));
        d.pending = List.copyOf(all);
    }

    static void answerAll(Draft d, PendingCommand.Goal goal, CommandOutcome outcome) {
        answer(d, p -> p.goal() == goal, outcome);
    }

    private static void answer(Draft d, Predicate<PendingCommand> which, CommandOutcome outcome) {
        List<PendingCommand> left = new ArrayList<>();
        for (PendingCommand command : d.pending) {
            if (which.test(command)) {
                d.out.answer(command.id(), outcome);
            } else {
                left.add(command);
            }
        }
        if (left.size() < d.pending.size()) {
            d.pending = List.copyOf(left);
        }
    }
}
