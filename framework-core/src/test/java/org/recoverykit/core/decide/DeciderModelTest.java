package org.recoverykit.core.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.recoverykit.core.model.Fact;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;

/** {@code -Dmodel.seeds=} says how many worlds are tried, {@code -Dmodel.seed=} replays one and prints what happened. */
class DeciderModelTest {
    private static final long SEEDS = Long.getLong("model.seeds", 100_000);

    @Test
    void holdsItsPromisesInEveryWorld() {
        Long replayed = Long.getLong("model.seed");
        if (replayed != null) {
            System.out.println(
                    trouble(replayed, RecoveryDecider::decide).orElse("seed " + replayed + ": nothing wrong"));
            return;
        }
        for (long seed = 0; seed < SEEDS; seed++) {
            Optional<String> trouble = trouble(seed, RecoveryDecider::decide);
            if (trouble.isPresent()) {
                fail("replay with -Dmodel.seed=" + seed + "\n" + trouble.get());
            }
        }
    }

    @Test
    void noticesADeciderThatBelievesAnUnprovenRemove() {
        assertThat(firstTrouble((state, observation, now) -> {
                    boolean unproven = observation instanceof Observation.ActionEnded end
                            && end.operation() == Operation.REMOVE
                            && !(end.result() instanceof ActionResult.Done);
                    if (unproven && observation instanceof Observation.ActionEnded end) {
                        return RecoveryDecider.decide(
                                state,
                                new Observation.ActionEnded(
                                        end.tag(),
                                        end.callId(),
                                        end.operation(),
                                        ActionResult.done(),
                                        end.lastStep(),
                                        end.took()),
                                now);
                    }
                    return RecoveryDecider.decide(state, observation, now);
                }))
                .isPresent();
    }

    @Test
    void noticesADeciderThatTakesCannotTellForBad() {
        assertThat(firstTrouble((state, observation, now) -> {
                    if (observation instanceof Observation.CheckEnded end
                            && end.result() instanceof CheckResult.Unknown) {
                        return RecoveryDecider.decide(
                                state,
                                new Observation.CheckEnded(
                                        end.tag(), end.callId(), end.level(), CheckResult.unhealthy("?"), end.took()),
                                now);
                    }
                    return RecoveryDecider.decide(state, observation, now);
                }))
                .isPresent();
    }

    @Test
    void noticesADeciderThatRemovesAChildBeforeItsParent() {
        assertThat(firstTrouble((state, observation, now) -> {
                    Decision right = RecoveryDecider.decide(state, observation, now);
                    List<Command> wrong = new ArrayList<>();
                    for (Command command : right.commands()) {
                        wrong.add(childInstead(state, command));
                    }
                    return new Decision(right.next(), wrong);
                }))
                .isPresent();
    }

    @Test
    void noticesADeciderThatAnswersTwice() {
        assertThat(firstTrouble((state, observation, now) -> {
                    Decision right = RecoveryDecider.decide(state, observation, now);
                    List<Command> twice = new ArrayList<>(right.commands());
                    right.commands().stream()
                            .filter(Command.Answer.class::isInstance)
                            .forEach(twice::add);
                    return new Decision(right.next(), twice);
                }))
                .isPresent();
    }

    @Test
    void noticesADeciderThatForgetsHalfARemoval() {
        assertThat(firstTrouble((state, observation, now) -> {
                    Decision right = RecoveryDecider.decide(state, observation, now);
                    return new Decision(
                            right.next(),
                            persisting(
                                    right,
                                    fact -> fact instanceof Fact.Wanted wanted && !wanted.wanted()
                                            ? List.of(fact, new Fact.Removed(wanted.tag()))
                                            : List.of(fact)));
                }))
                .isPresent();
    }

    @Test
    void noticesADeciderThatForgetsWhoMayHaveTakenIt() {
        assertThat(firstTrouble((state, observation, now) -> {
                    Decision right = RecoveryDecider.decide(state, observation, now);
                    return new Decision(
                            right.next(),
                            persisting(right, fact -> fact instanceof Fact.HandingOver ? List.of() : List.of(fact)));
                }))
                .isPresent();
    }

    private static List<Command> persisting(Decision right, Function<Fact, List<Fact>> how) {
        List<Command> commands = new ArrayList<>();
        for (Command command : right.commands()) {
            commands.add(
                    command instanceof Command.Persist persist
                            ? new Command.Persist(
                                    persist.facts().stream()
                                            .flatMap(fact -> how.apply(fact).stream())
                                            .toList(),
                                    persist.order())
                            : command);
        }
        return commands;
    }

    private static Command childInstead(HierarchyState state, Command command) {
        if (command instanceof Command.Invoke invoke && invoke.operation() == Operation.REMOVE) {
            int[] children =
                    state.model().children(state.model().index(invoke.tag()).orElseThrow());
            if (children.length > 0) {
                return new Command.Invoke(
                        state.model().tag(children[0]),
                        invoke.callId(),
                        Operation.REMOVE,
                        invoke.why(),
                        1,
                        Optional.empty());
            }
        }
        return command;
    }

    private static Optional<String> firstTrouble(Decider decider) {
        for (long seed = 0; seed < 1_000; seed++) {
            Optional<String> trouble = trouble(seed, decider);
            if (trouble.isPresent()) {
                return trouble;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> trouble(long seed, Decider decider) {
        try {
            new Simulation(seed, decider, Boolean.getBoolean("model.trace")).run();
            return Optional.empty();
        } catch (AssertionError | RuntimeException wrong) {
            Simulation again = new Simulation(seed, decider, true);
            try {
                again.run();
            } catch (AssertionError | RuntimeException sameAgain) {
                return Optional.of(again.trace() + sameAgain + "\n" + sameAgain.getStackTrace()[0]);
            }
            return Optional.of("seed " + seed + " failed once and not again: " + wrong);
        }
    }
}
