package org.recoverykit.core.decide;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;

/** The next state while it is being decided. Lives for one decision; keeps sums, marks and the list of what to look at true. */
final class Draft {
    final HierarchyModel model;
    final Moment now;
    final Outbox out;
    Phase phase;
    boolean maintenance;
    long moveDelay;
    long moveNotBefore;
    List<PendingCommand> pending;
    List<Long> seenCommands;
    HierarchyState.Wake wake;
    boolean woken;

    private final HierarchyState before;
    private final Resources.Editor resources;
    private final ArrayDeque<Integer> toExamine = new ArrayDeque<>();
    private final BitSet queued = new BitSet();
    private final Map<Integer, ServiceState> shownBefore = new LinkedHashMap<>();
    private HierarchyState.Tally tally;
    private long calls;
    private long requests;
    private int starts;

    Draft(HierarchyState state, Moment now) {
        HierarchyState.Common common = state.common;
        this.before = state;
        this.model = state.model;
        this.now = now;
        this.out = new Outbox(state.model.name());
        this.resources = state.resources.edit();
        this.phase = common.phase();
        this.maintenance = common.maintenance();
        this.moveDelay = common.moveDelay();
        this.moveNotBefore = common.moveNotBefore();
        this.pending = common.pending();
        this.seenCommands = common.seenCommands();
        this.wake = common.wake();
        this.tally = common.tally();
        this.calls = common.counters().calls();
        this.requests = common.counters().requests();
        this.starts = common.counters().starts();
    }

    ResourceState get(int index) {
        return resources.get(index);
    }

    HierarchyState.Tally tally() {
        return tally;
    }

    String tag(int index) {
        return model.tag(index);
    }

    Policy policy(int index) {
        return model.policy(index);
    }

    /** What the state calls for: this resource in, out, or left as it is found. */
    Aim aim(int index) {
        ResourceState r = get(index);
        if (phase.isGoing() || r.toRemove || r.detour != ResourceState.Detour.NONE) {
            return Aim.OUT;
        }
        return r.wanted ? Aim.IN : Aim.AS_FOUND;
    }

    /** Taken back because something above failed to start, which is not mended yet. */
    boolean held(int index) {
        int holder = get(index).heldBy;
        return holder >= 0 && get(holder).remedy != Remedy.NONE;
    }

    void edit(int index, Consumer<ResourceState.Edit> change) {
        ResourceState old = get(index);
        ResourceState changed = old.with(change);
        assert changed.kind() == old.kind() || old.kind().mayBecome().contains(changed.kind())
                : tag(index) + ": from " + old.kind() + " to " + changed.kind();
        if (changed.kind() != old.kind()) {
            changed = changed.with(e -> e.sinceNanos = now.nanos());
        }
        shownBefore.computeIfAbsent(index, i -> StatusView.shown(old, policy(i), maintenance));
        resources.set(index, changed);
        tally = tally.plus(old, -1).plus(changed, 1);
        examine(index);
        if (changed.kind() != old.kind()
                || changed.provenOut != old.provenOut
                || changed.detour != old.detour
                || changed.doubtful != old.doubtful
                || (changed.provenOut && changed.idle() != old.idle())) {
            examineNeighbours(index);
        }
        if (changed.remedy == Remedy.NONE && old.remedy != Remedy.NONE) {
            // what was taken back because of its failure is held no longer
            model.withDescendants(index).stream().forEach(this::examine);
        }
        boolean mends = changed.is(Status.Kind.RECOVERING);
        if (mends != old.is(Status.Kind.RECOVERING)) {
            hold(index, mends);
        }
    }

    /** While a child is mended, no parent is blamed: what their checks find then is void, and they are looked at afterwards. */
    private void hold(int child, boolean begins) {
        BitSet above = model.withAncestors(child);
        above.clear(child);
        for (int i = above.nextSetBit(0); i >= 0; i = above.nextSetBit(i + 1)) {
            edit(i, e -> {
                e.holds += begins ? 1 : -1;
                e.recheck = e.recheck || e.status.kind() == Status.Kind.IN_SERVICE;
            });
        }
    }

    void examine(int index) {
        if (!queued.get(index)) {
            queued.set(index);
            toExamine.add(index);
        }
    }

    void examineAll() {
        for (int index : model.restoreOrder()) {
            examine(index);
        }
    }

    private void examineNeighbours(int index) {
        for (int child : model.children(index)) {
            examine(child);
        }
        for (int parent : model.parents(index)) {
            examine(parent);
        }
    }

    /** The next resource to look at, or -1. */
    int nextToExamine() {
        Integer next = toExamine.poll();
        if (next == null) {
            return -1;
        }
        queued.clear(next);
        return next;
    }

    /** Resources changed by this decision. */
    Iterable<Integer> changed() {
        return shownBefore.keySet();
    }

    /** Begins a call; the resource must be idle. */
    void invoke(
            int index,
            Operation operation,
            Optional<CheckResult.Unhealthy> problem,
            Consumer<ResourceState.Edit> change) {
        long call = ++calls;
        edit(index, e -> {
            change.accept(e);
            e.running = new ResourceState.Running(call, operation, false);
            e.lastCall = call;
        });
        ResourceState r = get(index);
        Call.Why why = why(r, operation);
        int attempt = operation == Operation.RESTORE ? Math.max(1, r.attempts) : 1;
        out.effect(new Command.Invoke(tag(index), call, operation, why, attempt, problem));
        if (!operation.isCheck()) {
            out.publish(new EngineEvent.OperationStarted(tag(index), operation, why, attempt));
        }
    }

    void check(int index, Operation level) {
        invoke(index, level, Optional.empty(), e -> e.recheck = false);
    }

    private Call.Why why(ResourceState r, Operation operation) {
        if (operation.isCheck()) {
            return r.is(Status.Kind.UNPROBED) ? Call.Why.START : Call.Why.CHECK;
        }
        if (phase.isGoing()) {
            return FailoverRules.isSwitchover(phase) ? Call.Why.SWITCHOVER : Call.Why.FAILOVER;
        }
        return r.detour == ResourceState.Detour.UNWIND ? Call.Why.UNWIND : r.why;
    }

    /** Interrupts what runs, unless it is a remove: nobody wants to know less about that. */
    void interrupt(int index) {
        ResourceState r = get(index);
        if (!r.idle() && !r.running.interrupted() && r.running.operation() != Operation.REMOVE) {
            out.effect(new Command.Interrupt(tag(index), r.running.callId()));
            edit(index, e -> e.running = new ResourceState.Running(r.running.callId(), r.running.operation(), true));
        }
    }

    /** A number for a new start, so that a failure takes back what it started and nothing else. */
    int newStart() {
        return ++starts;
    }

    long newRequest() {
        return ++requests;
    }

    void wakeAt(long nanos) {
        wake = wake.by(nanos);
    }

    /** Puts off what a resource waits for. */
    void later(int index, Duration delay, Consumer<ResourceState.Edit> change) {
        long at = now.nanos() + delay.toNanos();
        wakeAt(at);
        edit(index, e -> {
            change.accept(e);
            e.notBefore = at;
        });
    }

    String budgets(int index) {
        ResourceState r = get(index);
        Policy policy = policy(index);
        return "local-recoveries=" + FailureRules.countRecent(r, policy, now.nanos()) + "/"
                + policy.maxLocalRecoveries() + " unknowns=" + r.unknowns + "/" + policy.unknownBudget() + " restarted="
                + r.restarted;
    }

    void decided(int index, String decision, String cause) {
        out.publish(new EngineEvent.Decided(tag(index), decision, cause, budgets(index)));
    }

    Decision done() {
        shownBefore.forEach((index, shown) -> {
            ServiceState after = StatusView.shown(get(index), policy(index), before.common.maintenance());
            if (after != shown) {
                out.stateChanged(new EngineEvent.StateChanged(
                        tag(index), shown, after, get(index).status.reason()));
            }
        });
        if (wake.set() && (woken || !wake.equals(before.common.wake()))) {
            out.wakeAfter(Duration.ofNanos(Math.max(0, wake.atNanos() - now.nanos())));
        }
        HierarchyState.Common common = new HierarchyState.Common(
                phase,
                maintenance,
                tally,
                new HierarchyState.Counters(calls, requests, starts),
                pending,
                seenCommands,
                moveDelay,
                moveNotBefore,
                wake);
        boolean unchanged = shownBefore.isEmpty() && common.equals(before.common);
        return new Decision(unchanged ? before : new HierarchyState(model, resources.done(), common), out.inOrder());
    }

    /** See {@link #aim}. */
    enum Aim {
        IN,
        OUT,
        AS_FOUND
    }
}
