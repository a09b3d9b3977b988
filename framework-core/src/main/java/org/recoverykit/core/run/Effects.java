package org.recoverykit.core.run;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.recoverykit.core.decide.Command;
import org.recoverykit.core.decide.Observation;
import org.recoverykit.core.model.Fact;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.Registration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out the commands of one hierarchy; what comes of them is posted back. */
final class Effects {
    private static final Logger LOG = LoggerFactory.getLogger(Effects.class);
    private static final CheckResult.Unhealthy NO_PROBLEM =
            new CheckResult.Unhealthy("", org.recoverykit.spi.FailureScope.RETRY_HERE);

    private final LoopServices services;
    private final Map<String, ProtectedResource> resources;
    private final EventSink events;
    private final Answers answers;
    private final FailoverDesk failover;
    private final Consumer<Observation> loop;
    private final AtomicReference<Registration> wake = new AtomicReference<>(() -> {});

    /** Makes the effects of a loop that is itself being made. */
    interface Factory {
        Effects of(Consumer<Observation> loop);
    }

    Effects(
            LoopServices services,
            Map<String, ProtectedResource> resources,
            EventSink events,
            Answers answers,
            FailoverDesk failover,
            Consumer<Observation> loop) {
        this.services = services;
        this.resources = resources;
        this.events = events;
        this.answers = answers;
        this.failover = failover;
        this.loop = loop;
    }

    /** Whether it may wait until the calls of the same decision have begun: what is told and written beside them. */
    static boolean mayWait(Command command) {
        return command instanceof Command.Publish
                || command instanceof Command.Persist
                || command instanceof Command.Answer;
    }

    /** Begins what is asked; never blocks, and never throws: a turn that ends early would be its hierarchy's last. */
    void carryOut(Command command, Observation cause, Instant decided) {
        try {
            begin(command, cause, decided);
        } catch (Throwable mistake) {
            mistaken(command.getClass().getSimpleName(), mistake);
            if (command instanceof Command.Invoke invoke) {
                loop.accept(notCalled(invoke, "the engine could not call the kit: " + Words.describe(mistake)));
            }
        }
    }

    /** Writes facts; answered exactly once, also by a disk that throws. */
    void write(List<Fact> facts, Consumer<Optional<String>> whenDurable) {
        try {
            services.state().append(facts, whenDurable);
        } catch (Throwable thrown) {
            whenDurable.accept(Optional.of(Words.describe(thrown)));
        }
    }

    void observeLater(Duration delay, Observation observation) {
        try {
            services.time().after(delay, () -> loop.accept(observation));
        } catch (Throwable mistake) {
            mistaken("observeLater", mistake);
        }
    }

    private void mistaken(String what, Throwable mistake) {
        LOG.error("event=effect-failed effect={}", what, mistake);
        try {
            services.troubles()
                    .tell("effect", what + " could not be carried out: " + mistake, "report it, with the log");
        } catch (Throwable again) {
            LOG.error("event=trouble-untold", again);
        }
    }

    /** The call that the decider waits for cannot tell how it ended. */
    private static Observation notCalled(Command.Invoke invoke, String why) {
        return invoke.operation().isCheck()
                ? new Observation.CheckEnded(
                        invoke.tag(), invoke.callId(), level(invoke), CheckResult.unknown(why), Duration.ZERO)
                : new Observation.ActionEnded(
                        invoke.tag(),
                        invoke.callId(),
                        invoke.operation(),
                        ActionResult.indeterminate(why),
                        "",
                        Duration.ZERO);
    }

    private static CheckLevel level(Command.Invoke invoke) {
        return invoke.operation() == Operation.DEEP_CHECK ? CheckLevel.DEEP : CheckLevel.QUICK;
    }

    private void begin(Command command, Observation cause, Instant decided) {
        if (command instanceof Command.Invoke invoke) {
            invoke(invoke, cause instanceof Observation.CheckDue ? Lane.ROUTINE : Lane.URGENT);
        } else if (command instanceof Command.Publish publish) {
            events.publish(decided, publish.event());
        } else if (command instanceof Command.Persist persist) {
            writeBeside(persist.facts());
        } else if (command instanceof Command.Interrupt interrupt) {
            resource(interrupt.tag()).seat().interrupt(interrupt.callId(), "no longer wanted");
        } else if (command instanceof Command.Answer answer) {
            answers.answer(answer.commandId(), answer.outcome());
        } else if (command instanceof Command.WakeAfter later) {
            wake.getAndSet(services.time().after(later.delay(), () -> loop.accept(new Observation.Woken())))
                    .close();
        } else if (command instanceof Command.AskCandidate ask) {
            failover.candidate(ask.request(), loop);
        } else if (command instanceof Command.HandOver handOver) {
            failover.handOver(handOver.request(), handOver.node(), loop);
        }
    }

    /** A suspicion is about to be decided on: a later one is news again. */
    void taking(Observation observation) {
        if (observation instanceof Observation.Suspected suspected) {
            Optional.ofNullable(resources.get(suspected.tag())).ifPresent(ProtectedResource::suspicionTaken);
        }
    }

    void close() {
        wake.getAndSet(() -> {}).close();
    }

    /** Answers a command of which nothing was begun. */
    void refuse(long commandId, String reason) {
        answers.answer(commandId, CommandOutcome.refused(reason));
    }

    void notWritten(String failure) {
        services.troubles()
                .tell(
                        "journal",
                        "the state could not be written: " + failure,
                        "free or mend the disk of the state directory; resources are watched and recovered meanwhile, "
                                + "but commands are refused");
    }

    private void writeBeside(List<Fact> facts) {
        write(facts, failure -> failure.ifPresent(this::notWritten));
    }

    private void invoke(Command.Invoke invoke, Lane lane) {
        ProtectedResource resource = resource(invoke.tag());
        Operation operation = invoke.operation();
        if (operation.isCheck()) {
            CheckLevel level = level(invoke);
            resource.seat().call(resource.request(invoke, KitOperation.check(operation), lane, report -> {
                resource.checkEnded(level);
                loop.accept(new Observation.CheckEnded(
                        invoke.tag(), invoke.callId(), level, report.result(), report.took()));
            }));
        } else {
            KitOperation<ActionResult> action =
                    KitOperation.action(operation, invoke.problem().orElse(NO_PROBLEM));
            resource.seat()
                    .call(resource.request(
                            invoke,
                            action,
                            lane,
                            report -> loop.accept(new Observation.ActionEnded(
                                    invoke.tag(),
                                    invoke.callId(),
                                    operation,
                                    report.result(),
                                    report.lastStep(),
                                    report.took()))));
        }
    }

    private ProtectedResource resource(String tag) {
        return Optional.ofNullable(resources.get(tag))
                .orElseThrow(() -> new IllegalStateException("no resource '" + tag + "' in this hierarchy"));
    }
}
