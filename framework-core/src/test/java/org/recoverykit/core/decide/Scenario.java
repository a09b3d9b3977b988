package org.recoverykit.core.decide;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.recoverykit.core.model.Facts;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.core.model.Moment;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.FailoverPort.Candidate;
import org.recoverykit.engine.FailoverPort.Handover;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.ResourceSpec;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** Plays one scenario file: every line that is neither a remark nor an answer of the decider is given, told or asked. */
final class Scenario {
    private final List<ResourceSpec> resources = new ArrayList<>();
    private final FoldedFacts facts = new FoldedFacts();
    private final Map<String, Command.Invoke> calls = new HashMap<>();
    private final StringBuilder played = new StringBuilder();
    private final List<HierarchyState> states = new ArrayList<>();
    private long nanos;
    private long commands;
    private long request;

    /** The file as it should read. */
    static String play(String text) {
        Scenario scenario = new Scenario();
        text.lines().forEach(scenario::line);
        return scenario.played.toString();
    }

    private void line(String line) {
        if (line.startsWith("    ")) {
            return;
        }
        played.append(line).append('\n');
        if (!line.isBlank() && !line.startsWith("#")) {
            List<String> words = Arrays.asList(line.split(" "));
            if (words.get(0).equals("given")) {
                given(words);
            } else if (words.get(0).equals("status")) {
                status();
            } else if (words.get(0).equals("crash")) {
                crash();
            } else if (words.get(0).equals("wait")) {
                nanos += Duration.parse("PT" + words.get(1)).toNanos();
            } else {
                tell(observation(words));
            }
        }
    }

    // given app on ip fs, failover=off recoveries=1
    private void given(List<String> words) {
        List<String> children = words.stream()
                .skip(words.indexOf("on") < 0 ? words.size() : words.indexOf("on") + 1L)
                .filter(word -> !word.contains("="))
                .toList();
        Policy policy = Policy.DEFAULT;
        for (String word : words) {
            policy = switch (word) {
                case "failover=off" -> policy.allowing(policy.localRecovery(), policy.restartInPlace(), false);
                case "restart=off" -> policy.allowing(policy.localRecovery(), false, policy.failover());
                case "local=off" -> policy.allowing(false, policy.restartInPlace(), policy.failover());
                case "notify=only" -> policy.notifyingOnly();
                default -> policy;
            };
        }
        resources.add(new ResourceSpec(words.get(1), "kit", Map.of(), children, policy));
    }

    private HierarchyState state() {
        if (states.isEmpty()) {
            HierarchyModel model = HierarchyModel.of(new HierarchySpec("web", resources));
            states.add(RecoveryDecider.initial(model, Facts.NONE, now()));
        }
        return states.get(states.size() - 1);
    }

    private void crash() {
        calls.clear();
        states.add(RecoveryDecider.initial(state().model(), facts.facts(), now()));
    }

    private void status() {
        StatusView.of(state(), now())
                .resources()
                .forEach(r -> played.append("    ")
                        .append(r.tag())
                        .append(" is ")
                        .append(r.state())
                        .append(r.wanted() ? "" : ", not wanted")
                        .append(r.reason().isEmpty() ? "" : ": " + r.reason())
                        .append('\n'));
    }

    private Observation observation(List<String> words) {
        String second = words.size() > 1 ? words.get(1) : "";
        return switch (words.get(0)) {
            case "start" -> new Observation.Started();
            case "woken" -> new Observation.Woken();
            case "check" -> new Observation.CheckDue(second, CheckLevel.QUICK);
            case "deep-check" -> new Observation.CheckDue(second, CheckLevel.DEEP);
            case "suspect" -> new Observation.Suspected(second, "heard of trouble");
            case "candidate" ->
                new Observation.CandidateAnswered(
                        request,
                        second.equals("none") ? new Candidate.None("no other node is up") : new Candidate.Node(second));
            case "handover" ->
                new Observation.HandOverAnswered(
                        request,
                        second.equals("refused") ? new Handover.Refused("no room") : new Handover.Accepted(second));
            case "command" -> new Observation.Commanded(++commands, command(words));
            default -> ended(words);
        };
    }

    private static HostCommand command(List<String> words) {
        String last = words.get(words.size() - 1);
        return switch (words.get(1)) {
            case "restore" -> new HostCommand.Restore(last);
            case "remove" -> new HostCommand.Remove(last);
            case "restore-all" -> new HostCommand.RestoreAll();
            case "remove-all" -> new HostCommand.RemoveAll();
            case "switchover" -> new HostCommand.Switchover(last);
            case "maintenance" -> new HostCommand.Maintenance(last.equals("on"));
            case "cleanup" -> new HostCommand.Cleanup(last);
            default -> throw new IllegalArgumentException("no such command: " + words);
        };
    }

    // vip unhealthy TRY_ELSEWHERE; vip done; all healthy is written out one by one
    private Observation ended(List<String> words) {
        Command.Invoke call = calls.get(words.get(0));
        if (call == null) {
            throw new IllegalArgumentException("no call runs on " + words.get(0) + " at " + words + "\n" + played);
        }
        FailureScope scope = words.size() > 2 ? FailureScope.valueOf(words.get(2)) : FailureScope.RETRY_HERE;
        String how = words.get(1);
        if (call.operation().isCheck()) {
            CheckResult result = switch (how) {
                case "healthy" -> CheckResult.healthy();
                case "unhealthy" -> CheckResult.unhealthy("is down", scope);
                case "unknown" -> CheckResult.unknown("no answer");
                default ->
                    throw new IllegalArgumentException("a check answers healthy, unhealthy or unknown: " + words);
            };
            CheckLevel level = call.operation() == Operation.DEEP_CHECK ? CheckLevel.DEEP : CheckLevel.QUICK;
            return new Observation.CheckEnded(call.tag(), call.callId(), level, result, Duration.ZERO);
        }
        ActionResult result = switch (how) {
            case "done" -> ActionResult.done();
            case "failed" -> ActionResult.failed("did not work", scope);
            case "indeterminate" -> ActionResult.indeterminate("timed out");
            default -> throw new IllegalArgumentException("an action ends done, failed or indeterminate: " + words);
        };
        return new Observation.ActionEnded(call.tag(), call.callId(), call.operation(), result, "", Duration.ZERO);
    }

    private void tell(Observation observation) {
        Decision decision = RecoveryDecider.decide(state(), observation, now());
        states.add(decision.next());
        for (Command command : decision.commands()) {
            carryOut(command);
            String told = told(command);
            if (!told.isEmpty()) {
                played.append("    ").append(told).append('\n');
            }
        }
    }

    private void carryOut(Command command) {
        if (command instanceof Command.Invoke invoke) {
            calls.put(invoke.tag(), invoke);
        } else if (command instanceof Command.Persist persist) {
            persist.facts().forEach(facts::add);
        } else if (command instanceof Command.AskCandidate ask) {
            request = ask.request().id();
        } else if (command instanceof Command.HandOver handOver) {
            request = handOver.request().id();
        }
    }

    private static String told(Command command) {
        if (command instanceof Command.Invoke invoke) {
            return invoke.operation() + " " + invoke.tag() + " (" + invoke.why() + ", attempt " + invoke.attempt()
                    + ")";
        } else if (command instanceof Command.Interrupt interrupt) {
            return "interrupt " + interrupt.tag();
        } else if (command instanceof Command.Persist persist) {
            return "persist " + persist.facts().stream().map(Object::toString).collect(Collectors.joining(" "))
                    + (persist.order() == Command.Order.BEFORE_THE_REST ? " before the rest" : "");
        } else if (command instanceof Command.Answer answer) {
            return "answer " + answer.commandId() + " " + answer.outcome();
        } else if (command instanceof Command.AskCandidate ask) {
            return "ask for a node: " + ask.request().reason();
        } else if (command instanceof Command.HandOver handOver) {
            return "hand over to " + handOver.node();
        } else if (command instanceof Command.WakeAfter wake) {
            return "wake after " + wake.delay();
        } else if (command instanceof Command.Publish publish) {
            return told(publish.event());
        }
        return "";
    }

    private static String told(EngineEvent event) {
        if (event instanceof EngineEvent.Decided decided) {
            return "tell " + decided.subject() + ": " + decided.decision() + " <- " + decided.cause()
                    + (decided.budgets().isEmpty() ? "" : " [" + decided.budgets() + "]");
        } else if (event instanceof EngineEvent.Alert alert) {
            return "alert " + alert.subject() + ": " + alert.reason();
        }
        return "";
    }

    private Moment now() {
        return new Moment(nanos, Instant.EPOCH.plusNanos(nanos));
    }
}
