package org.recoverykit.core.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.recoverykit.core.model.Fact;
import org.recoverykit.core.model.Facts;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.FailoverPort.Handover;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.Policy;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;

/** What must hold after every step, told from observations and commands alone, without trusting the decider's state. */
final class Invariants {
    private static final long HASTE = Duration.ofSeconds(5).toNanos();
    private static final int RESTORES_IN_HASTE = 2;

    private final HierarchyModel model;
    private final boolean[] healthy;
    private final boolean[] proven;
    private final boolean[] blocked;
    private final boolean[] lastUnhealthy;
    private final Map<String, Long> running = new HashMap<>();
    private final Map<String, Long> lastCalls = new HashMap<>();
    private final Set<Long> open = new HashSet<>();
    private final Set<Long> answered = new HashSet<>();
    private final List<List<Long>> recoveries = new ArrayList<>();
    private final List<List<Long>> restores = new ArrayList<>();
    private final BitSet[] below;
    private boolean elsewhere;
    private long handingOver;

    Invariants(HierarchyModel model) {
        this.model = model;
        healthy = new boolean[model.size()];
        proven = new boolean[model.size()];
        blocked = new boolean[model.size()];
        lastUnhealthy = new boolean[model.size()];
        below = new BitSet[model.size()];
        for (int i = 0; i < model.size(); i++) {
            recoveries.add(new ArrayList<>());
            restores.add(new ArrayList<>());
            below[i] = model.withDescendants(i);
            below[i].clear(i);
        }
    }

    /** What was decided and not yet written is as if it had not been. */
    void crashed(Facts known) {
        for (int i = 0; i < blocked.length; i++) {
            blocked[i] = blocked[i] && known.resource(model.tag(i)).blocked().isPresent();
        }
        Arrays.fill(healthy, false);
        Arrays.fill(proven, false);
        running.clear();
        lastCalls.clear();
        open.clear();
        handingOver = 0;
        restores.forEach(List::clear);
    }

    void observed(Observation observation) {
        if (observation instanceof Observation.CheckEnded end) {
            checked(end);
        } else if (observation instanceof Observation.Looked looked) {
            if (!running.containsKey(looked.tag()) && lastCalls.getOrDefault(looked.tag(), 0L) == looked.asOf()) {
                found(looked.tag(), looked.result());
            }
        } else if (observation instanceof Observation.ActionEnded end) {
            acted(end);
        } else if (observation instanceof Observation.Commanded commanded) {
            restores.forEach(List::clear);
            if (!answered.contains(commanded.commandId())) {
                open.add(commanded.commandId());
            }
            if (commanded.command() instanceof HostCommand.Restore
                    || commanded.command() instanceof HostCommand.RestoreAll) {
                elsewhere = false;
            }
        } else if (observation instanceof Observation.HandOverAnswered answered) {
            restores.forEach(List::clear);
            boolean current = answered.requestId() == handingOver;
            elsewhere = elsewhere || (current && answered.answer() instanceof Handover.Accepted);
            handingOver = current ? 0 : handingOver;
        }
    }

    private void checked(Observation.CheckEnded end) {
        if (!running.remove(end.tag(), end.callId())) {
            return;
        }
        found(end.tag(), end.result());
    }

    private void found(String tag, CheckResult result) {
        int i = model.index(tag).orElseThrow();
        if (!(result instanceof CheckResult.Unknown)) {
            healthy[i] = result instanceof CheckResult.Healthy;
            blocked[i] = false;
        }
        lastUnhealthy[i] = result instanceof CheckResult.Unhealthy;
        proven[i] = proven[i] && !healthy[i];
    }

    private void acted(Observation.ActionEnded end) {
        if (!running.remove(end.tag(), end.callId())) {
            return;
        }
        int i = model.index(end.tag()).orElseThrow();
        if (end.operation() == Operation.REMOVE) {
            proven[i] = end.result() instanceof ActionResult.Done;
            blocked[i] = !proven[i];
        }
    }

    void commanded(Command command, Moment now) {
        if (command instanceof Command.Invoke invoke) {
            invoked(invoke, now);
        } else if (command instanceof Command.HandOver handOver) {
            handingOver = handOver.request().id();
            require(running.isEmpty(), "handed over while calls run: " + running);
            for (int i = 0; i < model.size(); i++) {
                require(proven[i], "handed over while " + model.tag(i) + " is not proven out");
                require(!blocked[i], "handed over while " + model.tag(i) + " is blocked");
            }
        } else if (command instanceof Command.Answer answer) {
            require(open.remove(answer.commandId()), "answered twice, or never asked: " + answer);
            answered.add(answer.commandId());
        } else if (command instanceof Command.Persist persist) {
            persist.facts().forEach(this::persisted);
        }
    }

    private void persisted(Fact fact) {
        if (fact instanceof Fact.Cleaned cleaned) {
            recoveries.get(model.index(cleaned.tag()).orElseThrow()).clear();
        }
    }

    private void invoked(Command.Invoke invoke, Moment now) {
        String tag = invoke.tag();
        int i = model.index(tag).orElseThrow();
        require(running.put(tag, invoke.callId()) == null, "two calls at a time on " + tag);
        lastCalls.put(tag, invoke.callId());
        switch (invoke.operation()) {
            case RESTORE -> {
                require(!blocked[i], "restored though blocked: " + tag);
                require(!elsewhere, "restored though another node has it: " + tag);
                for (int child : model.children(i)) {
                    require(healthy[child], "restored " + tag + " before its child " + model.tag(child));
                }
                notInHaste(i, now);
                proven[i] = false;
                healthy[i] = false;
            }
            case REMOVE -> {
                require(!blocked[i], "removed though blocked: " + tag);
                for (int parent : model.parents(i)) {
                    require(proven[parent], "removed " + tag + " before its parent " + model.tag(parent));
                }
                healthy[i] = false;
            }
            case LOCAL_RECOVERY -> {
                require(!elsewhere, "mended though another node has it: " + tag);
                require(lastUnhealthy[i], "mended though the last check did not find it bad: " + tag);
                budget(i, now);
                proven[i] = false;
            }
            case QUICK_CHECK, DEEP_CHECK, ISOLATE, COMMAND -> {}
        }
    }

    /** What fails again and again is tried again later: else it would be tried thousands of times a second. */
    private void notInHaste(int i, Moment now) {
        List<Long> window = restores.get(i);
        window.removeIf(at -> now.nanos() - at >= HASTE);
        window.add(now.nanos());
        require(
                window.size() <= RESTORES_IN_HASTE,
                "restored " + window.size() + " times within five seconds, though nobody asked: " + model.tag(i));
    }

    private void budget(int i, Moment now) {
        List<Long> window = recoveries.get(i);
        window.removeIf(
                at -> now.nanos() - at >= model.policy(i).localRecoveryWindow().toNanos());
        window.add(now.nanos());
        require(
                window.size() <= model.policy(i).maxLocalRecoveries(),
                "more local recoveries than allowed: " + model.tag(i) + " " + window.size());
    }

    /** What is asked of one recovery, while clients wait, against a count of all of them. */
    void recoveriesLeft(HierarchyState state, Moment now) {
        for (int i = 0; i < model.size(); i++) {
            ResourceState r = state.resource(i);
            Policy policy = model.policy(i);
            int counted = FailureRules.countRecent(r, policy, now.nanos());
            require(
                    FailureRules.anyLeft(r, policy, now.nanos()) == counted < policy.maxLocalRecoveries(),
                    "of " + r.recoveries + " " + counted + " count at " + now.nanos() + ": " + model.tag(i));
        }
    }

    /** The decider's own sums against a full count. */
    void sums(HierarchyState state) {
        HierarchyState.Tally tally = new HierarchyState.Tally(0, 0, 0, 0);
        for (int i = 0; i < model.size(); i++) {
            tally = tally.plus(state.resource(i), 1);
            int mended = 0;
            for (int d = below[i].nextSetBit(0); d >= 0; d = below[i].nextSetBit(d + 1)) {
                mended += state.resource(d).is(Status.Kind.RECOVERING) ? 1 : 0;
            }
            if (state.resource(i).holds != mended) {
                throw new AssertionError("holds of " + model.tag(i) + " are wrong");
            }
        }
        if (!tally.equals(state.common.tally())) {
            throw new AssertionError("tally is " + state.common.tally() + ", counted " + tally);
        }
    }

    void allAnswered() {
        require(open.isEmpty(), "never answered: " + open);
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}
