package org.recoverykit.core.decide;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.recoverykit.core.model.Fact;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.FailoverPort.Candidate;
import org.recoverykit.engine.FailoverPort.Handover;
import org.recoverykit.engine.FailoverRequest;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.FailureScope;

/** The way to another node: ask, leave, hand over. Nothing is removed before somebody can take it, or given before all is out. */
final class FailoverRules {
    static final long FIRST_DELAY = Duration.ofSeconds(30).toNanos();
    private static final long LONGEST_DELAY = Duration.ofMinutes(10).toNanos();
    static final long ANSWER_WITHIN = Duration.ofSeconds(60).toNanos();

    private FailoverRules() {}

    static boolean isSwitchover(Phase phase) {
        return request(phase).map(r -> r.wanted().isPresent()).orElse(false);
    }

    private static Optional<FailoverRequest> request(Phase phase) {
        if (phase instanceof Phase.Asking asking) {
            return Optional.of(asking.request());
        } else if (phase instanceof Phase.Leaving leaving) {
            return Optional.of(leaving.request());
        } else if (phase instanceof Phase.HandingOver handing) {
            return Optional.of(handing.request());
        } else if (phase instanceof Phase.Offered offered) {
            return Optional.of(offered.request());
        }
        return Optional.empty();
    }

    /** The node that may have it already, though it has not said so. */
    static Optional<String> offeredTo(Phase phase) {
        if (phase instanceof Phase.HandingOver handing) {
            return Optional.of(handing.node());
        }
        return phase instanceof Phase.Offered offered ? Optional.of(offered.node()) : Optional.empty();
    }

    /** A resource asks for another node; several that fail together make one failover. */
    static void wish(Draft d, int index, String cause) {
        if (d.phase instanceof Phase.Asking) {
            d.decided(index, "joins the failover that is asked for", cause);
        } else if (d.tally().blocked() > 0) {
            postpone(d, index, d.now.nanos() + d.moveDelay, "something in the hierarchy is blocked");
        } else if (d.now.nanos() - d.moveNotBefore < 0) {
            postpone(d, index, d.moveNotBefore, "no other node took it a short while ago");
        } else {
            boolean hard =
                    d.get(index).status instanceof Status.Failed failed && failed.scope() == FailureScope.TRY_ELSEWHERE;
            d.decided(index, "ask for another node", cause);
            ask(d, Optional.of(d.tag(index)), cause, Optional.empty(), hard);
        }
    }

    static void ask(Draft d, Optional<String> failedTag, String reason, Optional<String> wanted, boolean hard) {
        FailoverRequest request = new FailoverRequest(d.newRequest(), d.model.name(), failedTag, reason, wanted);
        d.phase = new Phase.Asking(request, hard, d.now.nanos());
        d.wakeAt(d.now.nanos() + ANSWER_WITHIN);
        d.out.effect(new Command.AskCandidate(request));
    }

    private static void postpone(Draft d, int index, long until, String why) {
        d.later(index, Duration.ofNanos(Math.max(0, until - d.now.nanos())), e -> e.remedy = Remedy.LATER);
        d.decided(index, "failover later", why);
        d.out.alert(
                d.tag(index),
                "it failed, and cannot be moved now: " + why + ": "
                        + d.get(index).status.reason(),
                "mend it, then say so with cleanup(" + d.tag(index) + "); it is tried again by itself");
    }

    static void candidate(Draft d, long requestId, Candidate answer) {
        if (!(d.phase instanceof Phase.Asking asking) || asking.request().id() != requestId) {
            return;
        }
        if (answer instanceof Candidate.None none) {
            nobody(d, asking, none.reason());
        } else if (answer instanceof Candidate.Node node) {
            if (d.tally().blocked() > 0) {
                nobody(d, asking, "something in the hierarchy is blocked");
            } else {
                leave(d, asking, node.name());
            }
        }
    }

    static void nobody(Draft d, Phase.Asking asking, String reason) {
        d.phase = Phase.Kept.PLAIN;
        d.out.decided("stays here", reason);
        if (asking.request().wanted().isPresent()) {
            answerMove(d, CommandOutcome.failed("not moved, nothing changed: " + reason));
        } else {
            delayMoves(d);
        }
        wishes(d).forEach(index -> postpone(d, index, d.moveNotBefore, reason));
    }

    private static void delayMoves(Draft d) {
        d.moveNotBefore = d.now.nanos() + d.moveDelay;
        d.moveDelay = Math.min(2 * d.moveDelay, LONGEST_DELAY);
    }

    private static List<Integer> wishes(Draft d) {
        List<Integer> found = new ArrayList<>();
        if (d.tally().wishes() > 0) {
            for (int i = 0; i < d.model.size(); i++) {
                if (d.get(i).remedy == Remedy.MOVE) {
                    found.add(i);
                }
            }
        }
        return found;
    }

    /** A switchover's question was given up: whoever had joined it asks for himself. */
    static void wishAgain(Draft d) {
        wishes(d).forEach(index -> wish(d, index, d.get(index).status.reason()));
    }

    private static void leave(Draft d, Phase.Asking asking, String node) {
        FailoverRequest request = asking.request();
        d.out.persistBefore(new Fact.Leaving(d.model.name(), node, request.reason()));
        d.phase = new Phase.Leaving(request, asking.hard(), node);
        for (int i = 0; i < d.model.size(); i++) {
            d.interrupt(i);
        }
        d.examineAll();
        d.out.decided("leave for " + node + ", parents first", request.reason());
        CommandRules.answerAll(
                d, PendingCommand.Goal.ALL_IN, CommandOutcome.failed("the hierarchy leaves for " + node));
    }

    /** Everything here is proven out, and nothing runs. */
    static void handOverIfOut(Draft d) {
        boolean out = d.tally().unproven() == 0
                && d.tally().running() == 0
                && d.tally().blocked() == 0;
        if (out && d.phase instanceof Phase.Leaving leaving) {
            d.out.persistBefore(new Fact.HandingOver(
                    d.model.name(), leaving.node(), leaving.request().reason()));
            handOver(d, leaving.request(), leaving.hard(), leaving.node());
        } else if (out && d.phase instanceof Phase.Offered offered) {
            handOver(d, offered.request(), false, offered.node());
        }
    }

    // whoever does not answer may have taken it: it is asked again (the request's id makes that harmless), never
    // restored here
    static void handOver(Draft d, FailoverRequest request, boolean hard, String node) {
        d.phase = new Phase.HandingOver(request, hard, node, d.now.nanos());
        d.wakeAt(d.now.nanos() + ANSWER_WITHIN);
        d.out.effect(new Command.HandOver(request, node));
        d.out.decided("hand over to " + node, "all of it is proven to be out here");
    }

    static void handedOver(Draft d, long requestId, Handover answer) {
        if (!(d.phase instanceof Phase.HandingOver handing) || handing.request().id() != requestId) {
            return;
        }
        if (answer instanceof Handover.Accepted accepted) {
            accepted(d, handing, accepted.node());
        } else {
            refused(d, handing, answer instanceof Handover.Refused refused ? refused.reason() : "");
        }
    }

    private static void accepted(Draft d, Phase.HandingOver handing, String node) {
        d.out.persistBefore(new Fact.HandedOver(d.model.name(), node));
        d.phase = new Phase.HandedOver(node);
        d.moveDelay = FIRST_DELAY;
        d.moveNotBefore = d.now.nanos();
        calm(d);
        d.out.publish(new EngineEvent.HandedOver(
                d.model.name(), node, handing.request().reason()));
        answerMove(d, CommandOutcome.done());
    }

    private static void refused(Draft d, Phase.HandingOver handing, String reason) {
        d.out.persistBefore(new Fact.Kept(d.model.name()));
        keep(d, Call.Why.FAILOVER);
        delayMoves(d);
        d.out.decided("restore here again", handing.node() + " did not take it: " + reason);
        d.out.alert(
                d.model.name(),
                handing.node() + " did not take it over: " + reason,
                "look why; it is restored here as far as possible");
        if (handing.hard()) {
            handing.request()
                    .failedTag()
                    .ifPresent(tag -> d.model.index(tag).ifPresent(index -> {
                        d.edit(
                                index,
                                e -> e.status =
                                        new Status.Failed(handing.request().reason(), FailureScope.TRY_ELSEWHERE));
                        postpone(d, index, d.moveNotBefore, reason);
                    }));
        }
        answerMove(d, CommandOutcome.failed(handing.node() + " did not take it over: " + reason));
    }

    /** This node's again: what is wanted is restored. */
    static void keep(Draft d, Call.Why why) {
        d.phase = Phase.Kept.PLAIN;
        int start = d.newStart();
        calm(d);
        for (int i = 0; i < d.model.size(); i++) {
            if (!d.get(i).is(Status.Kind.IN_SERVICE)) {
                d.edit(i, e -> {
                    e.start = start;
                    e.why = why;
                });
            }
        }
        d.examineAll();
    }

    // what failed before everything was taken out says nothing about the next start
    private static void calm(Draft d) {
        for (int i = 0; i < d.model.size(); i++) {
            ResourceState r = d.get(i);
            if (r.remedy != Remedy.NONE || r.heldBy >= 0 || r.attempts > 0 || r.is(Status.Kind.FAILED)) {
                boolean keepFailed = r.remedy == Remedy.PERSON;
                d.edit(i, e -> {
                    if (!keepFailed) {
                        e.forgetFailure();
                        e.restarted = r.restarted;
                        e.status = r.is(Status.Kind.FAILED) && r.provenOut ? Status.OutOfService.PLAIN : e.status;
                        e.remedy = r.is(Status.Kind.FAILED) && !r.provenOut ? Remedy.LOOK : Remedy.NONE;
                    }
                    e.notBefore = d.now.nanos();
                });
            }
        }
    }

    /** The failure that led to the question is over: nobody needs an answer. */
    static void forgetNeedlessQuestion(Draft d) {
        if (d.phase instanceof Phase.Asking asking
                && asking.request().wanted().isEmpty()
                && d.tally().wishes() == 0) {
            d.phase = Phase.Kept.PLAIN;
            d.out.decided("no failover", "what had failed does not ask for another node any more");
        }
    }

    private static void answerMove(Draft d, CommandOutcome outcome) {
        CommandRules.answerAll(d, PendingCommand.Goal.MOVED, outcome);
    }
}
