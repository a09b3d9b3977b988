package org.recoverykit.core.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.recoverykit.core.model.Facts;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.FailoverPort.Candidate;
import org.recoverykit.engine.FailoverPort.Handover;
import org.recoverykit.engine.FailoverRequest;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;

/** A {@link World} with kits, a host, crashes; all from one seed. */
final class Simulation {
    private final SplittableRandom random;
    private final Decider decider;
    private final boolean traced;
    private final StringBuilder trace = new StringBuilder();
    private final HierarchyModel model;
    private final World world;
    private final Invariants invariants;
    private long told;
    private int lives;
    private final List<Command.Invoke> calls = new ArrayList<>();
    private final List<Observation> asked = new ArrayList<>();
    private final FoldedFacts facts = new FoldedFacts();
    private HierarchyState state;
    private Observation last = new Observation.Started();
    private boolean quiet;
    private boolean given;
    private final Set<Long> refused = new HashSet<>();
    private boolean waking;
    private long wakeAt;
    private long nanos = 1_000_000_000L;
    private long commandId;

    Simulation(long seed, Decider decider, boolean traced) {
        this.random = new SplittableRandom(seed);
        this.decider = decider;
        this.traced = traced;
        this.model = RandomGraph.of(random);
        this.world = new World(model, random);
        this.invariants = new Invariants(model);
        this.state = RecoveryDecider.initial(model, Facts.NONE, now());
    }

    String trace() {
        return trace.toString();
    }

    void run() {
        if (traced) {
            for (int i = 0; i < model.size(); i++) {
                trace.append(model.tag(i))
                        .append(" on ")
                        .append(model.resource(i).dependsOn());
                trace.append(' ').append(model.policy(i)).append('\n');
            }
        }
        world.begin();
        tell(new Observation.Started());
        command(new HostCommand.RestoreAll());
        int steps = 10 + random.nextInt(50);
        for (int step = 0; step < steps; step++) {
            chaos();
        }
        afterwards();
    }

    private void chaos() {
        int dice = random.nextInt(100);
        if (dice < 55 && !calls.isEmpty()) {
            finish(random.nextInt(calls.size()));
        } else if (dice < 65 && !asked.isEmpty()) {
            answer();
        } else if (dice < 78) {
            trouble(random.nextInt(model.size()));
        } else if (dice < 84) {
            wake();
        } else if (dice < 86) {
            crash();
        } else if (dice < 93) {
            command(anyCommand());
        } else if (dice < 96) {
            tell(last);
        } else {
            nanos += Duration.ofSeconds(random.nextInt(90)).toNanos();
            tell(new Observation.CheckDue(model.tag(random.nextInt(model.size())), CheckLevel.DEEP));
        }
    }

    private void trouble(int index) {
        world.damage(index);
        switch (random.nextInt(4)) {
            case 0 -> tell(new Observation.Suspected(model.tag(index), "heard of trouble"));
            case 1 -> routineLook(index);
            default -> tell(new Observation.CheckDue(model.tag(index), CheckLevel.QUICK));
        }
    }

    /** As the engine takes a look that nobody was told of; something may be decided before it ends. */
    private void routineLook(int index) {
        String tag = model.tag(index);
        CheckLevel level = random.nextInt(4) == 0 ? CheckLevel.DEEP : CheckLevel.QUICK;
        StandingOrder.Look due = StandingOrder.look(state, tag, level);
        if (!due.untold()) {
            return;
        }
        HierarchyState then = state;
        int life = lives;
        CheckResult found = world.look(index);
        if (random.nextInt(3) == 0) {
            command(anyCommand());
        }
        boolean news = StandingOrder.news(state, tag, level, found);
        Invariants.require(state != then || news == due.isNews(found), "news or not, in the same state: " + tag);
        if (life == lives && news) {
            tell(new Observation.Looked(tag, due.asOf(), level, found));
        }
    }

    private HostCommand anyCommand() {
        String tag = model.tag(random.nextInt(model.size()));
        return switch (random.nextInt(9)) {
            case 0 -> new HostCommand.Remove(tag);
            case 1 -> new HostCommand.RemoveAll();
            case 2 -> new HostCommand.RestoreAll();
            case 3 -> new HostCommand.Switchover("n2");
            case 4 -> new HostCommand.Maintenance(random.nextInt(3) == 0);
            case 5, 6 -> new HostCommand.Cleanup(tag);
            default -> new HostCommand.Restore(tag);
        };
    }

    private void crash() {
        lives++;
        for (Command.Invoke call : calls) {
            world.effect(call, random.nextInt(2) == 0);
        }
        calls.clear();
        asked.clear();
        refused.clear();
        waking = false;
        invariants.crashed(facts.facts());
        note("crash", "");
        state = RecoveryDecider.initial(model, facts.facts(), now());
        tell(new Observation.Started());
    }

    private void afterwards() {
        quiet = true;
        world.comesToRest();
        settle();
        unwantedIsOut();
        wantedIsInService();
        command(new HostCommand.Maintenance(false));
        for (int i = 0; i < model.size(); i++) {
            if (state.resource(i).is(Status.Kind.BLOCKED) || state.resource(i).remedy == Remedy.PERSON) {
                command(new HostCommand.Cleanup(model.tag(i)));
            }
        }
        settle();
        // the first may find out that something was bad all the time, and rightly move it
        for (int time = 0; time < 3 && !(time > 0 && allInService()); time++) {
            command(new HostCommand.RestoreAll());
            settle();
        }
        invariants.allAnswered();
        for (int i = 0; i < model.size(); i++) {
            Invariants.require(
                    state.resource(i).is(Status.Kind.IN_SERVICE) && world.isActive(i),
                    "not in service after quiet time and a restore: " + model.tag(i) + " is "
                            + state.resource(i).status);
        }
    }

    private boolean allInService() {
        for (int i = 0; i < model.size(); i++) {
            if (!state.resource(i).is(Status.Kind.IN_SERVICE) || !world.isActive(i)) {
                return false;
            }
        }
        return true;
    }

    /** Also what a crash in mid-remove had left half done. */
    private void unwantedIsOut() {
        for (int i = 0; i < model.size(); i++) {
            boolean blocked = model.withAncestors(i).stream()
                    .anyMatch(a -> state.resource(a).is(Status.Kind.BLOCKED));
            Invariants.require(
                    blocked
                            || !world.isActive(i)
                            || facts.facts().resource(model.tag(i)).wanted(),
                    "really active after it was commanded out and quiet time: " + model.tag(i) + " is "
                            + state.resource(i).status);
        }
    }

    private void wantedIsInService() {
        boolean person = false;
        for (int i = 0; i < model.size(); i++) {
            person |= state.resource(i).remedy == Remedy.PERSON
                    || state.resource(i).is(Status.Kind.BLOCKED);
        }
        if (person || state.common.maintenance() || state.common.phase().isGoing()) {
            return;
        }
        for (int i = 0; i < model.size(); i++) {
            boolean needed = model.withDescendants(i).stream().allMatch(d -> state.resource(d).wanted);
            Invariants.require(
                    !needed || state.resource(i).is(Status.Kind.IN_SERVICE),
                    "wanted and not in service after quiet time: " + model.tag(i) + " is " + state.resource(i).status);
        }
    }

    private void settle() {
        for (int round = 0; round < 12; round++) {
            work();
            for (int i = 0; i < model.size(); i++) {
                tell(new Observation.CheckDue(model.tag(i), CheckLevel.QUICK));
            }
            work();
            if (waking) {
                wake();
            } else if (round > 0) {
                return;
            }
        }
    }

    private void work() {
        for (int n = 0; n < 400 && !(calls.isEmpty() && asked.isEmpty()); n++) {
            if (calls.isEmpty()) {
                answer();
            } else {
                finish(0);
            }
        }
        Invariants.require(calls.isEmpty() && asked.isEmpty(), "it never comes to rest");
    }

    private void wake() {
        nanos = waking ? Math.max(nanos, wakeAt) : nanos + 1_000_000_000L;
        waking = false;
        tell(new Observation.Woken());
    }

    private void answer() {
        Observation next = asked.remove(0);
        if (quiet || random.nextInt(8) > 0) {
            tell(next);
        }
    }

    private void command(HostCommand command) {
        tell(new Observation.Commanded(++commandId, command));
    }

    private void finish(int which) {
        Command.Invoke call = calls.remove(which);
        nanos += 1_000_000L * random.nextInt(2000);
        int i = model.index(call.tag()).orElseThrow();
        if (call.operation().isCheck()) {
            CheckLevel level = call.operation() == Operation.DEEP_CHECK ? CheckLevel.DEEP : CheckLevel.QUICK;
            tell(new Observation.CheckEnded(call.tag(), call.callId(), level, world.look(i), Duration.ZERO));
        } else {
            ActionResult result = world.act(call);
            tell(new Observation.ActionEnded(call.tag(), call.callId(), call.operation(), result, "", Duration.ZERO));
        }
    }

    private void tell(Observation observation) {
        last = observation;
        given = given && !takesBack(observation);
        note("> ", observation);
        invariants.observed(observation);
        Decision decision = decider.decide(state, observation, now());
        state = decision.next();
        int until = crashesAfter(decision.commands().size());
        for (Command command : decision.commands().subList(0, until)) {
            note("    ", command);
            invariants.commanded(command, now());
            carryOut(command);
        }
        if (until < decision.commands().size()) {
            crash();
        } else {
            invariants.sums(state);
            if (++told % 8 == 0) {
                invariants.recoveriesLeft(state, now());
                StandingOrders.keptIn(state, now());
            }
        }
    }

    /** Once in a while only the first of a decision's commands are carried out. */
    private int crashesAfter(int commands) {
        return !quiet && commands > 1 && random.nextInt(250) == 0 ? random.nextInt(commands) : commands;
    }

    /** A host that has been told that another node has it commands it here: it sees to that node. */
    private boolean takesBack(Observation observation) {
        return state.common.phase() instanceof Phase.HandedOver
                && observation instanceof Observation.Commanded commanded
                && (commanded.command() instanceof HostCommand.Restore
                        || commanded.command() instanceof HostCommand.RestoreAll);
    }

    private void carryOut(Command command) {
        if (command instanceof Command.Invoke invoke) {
            Invariants.require(
                    !given
                            || !Set.of(Operation.RESTORE, Operation.LOCAL_RECOVERY)
                                    .contains(invoke.operation()),
                    "begun here though another node has taken it: " + invoke);
            calls.add(invoke);
        } else if (command instanceof Command.Persist persist) {
            persist.facts().forEach(facts::add);
        } else if (command instanceof Command.WakeAfter wake) {
            waking = true;
            wakeAt = nanos + wake.delay().toNanos();
        } else if (command instanceof Command.AskCandidate ask) {
            asked.add(new Observation.CandidateAnswered(ask.request().id(), candidate()));
        } else if (command instanceof Command.HandOver handOver) {
            nothingIsActive();
            asked.add(new Observation.HandOverAnswered(handOver.request().id(), handover(handOver.request())));
        }
    }

    private void nothingIsActive() {
        for (int i = 0; i < model.size(); i++) {
            Invariants.require(!world.isActive(i), "handed over while " + model.tag(i) + " is really active");
        }
    }

    private Candidate candidate() {
        return random.nextInt(3) == 0 ? new Candidate.None("nobody") : new Candidate.Node("n2");
    }

    private Handover handover(FailoverRequest request) {
        // as the port promises: one answer to one request, however often it is asked
        given = given || (!refused.contains(request.id()) && random.nextInt(3) > 0);
        if (!given) {
            refused.add(request.id());
        }
        return given ? new Handover.Accepted("n2") : new Handover.Refused("no");
    }

    private Moment now() {
        return new Moment(nanos, Instant.ofEpochSecond(1_000_000).plusNanos(nanos));
    }

    private void note(String mark, Object what) {
        if (traced) {
            trace.append(nanos / 1_000_000)
                    .append(' ')
                    .append(mark)
                    .append(what)
                    .append('\n');
        }
    }
}
