package org.recoverykit.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.core.decide.HierarchyState;
import org.recoverykit.core.decide.HostCommand;
import org.recoverykit.core.decide.Observation;
import org.recoverykit.core.decide.RecoveryDecider;
import org.recoverykit.core.decide.StatusView;
import org.recoverykit.core.model.Fact;
import org.recoverykit.core.model.Facts;
import org.recoverykit.core.model.HierarchyModel;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.FailoverPort;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.Policy;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.engine.Timeouts;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.Notes;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ManualTime;

/** One hierarchy's loop when what it has carried out goes wrong: it must never stand still for good. */
class EngineLoopTest {
    private static final String VIP = "vip";

    private final ManualTime time = new ManualTime();
    private final Stage stage = new Stage(time, () -> {});
    private final PretendedDisk disk = new PretendedDisk();
    private final List<EngineEvent> told = new CopyOnWriteArrayList<>();
    private final LoopServices services =
            new LoopServices(time, stage.workers, new Rounds(time, stage.workers), disk, stage.troubles);
    private final Answers answers = new Answers(stage.workers);
    private final StubKit kit = new StubKit();
    /** Time that is turned on by hand must not run out for a call that a thread has only just begun. */
    private static final Duration LONG = Duration.ofHours(24);

    private final HierarchySpec spec = HierarchySpec.named("web")
            .policy(Policy.DEFAULT.withTimeouts(new Timeouts(LONG, LONG, LONG, LONG, LONG, LONG)))
            .resource(VIP, "stub", Map.of())
            .build();
    private EventSink events = told::add;
    private Map<String, ProtectedResource> resources = Map.of(VIP, protectedResource());

    /** A disk that does as it is told: works, says no, or throws. */
    private static final class PretendedDisk implements DurableState {
        private final List<Fact> written = new CopyOnWriteArrayList<>();
        private volatile Optional<String> refusal = Optional.empty();
        private volatile boolean throwing;

        @Override
        public void append(List<Fact> facts, Consumer<Optional<String>> whenDurable) {
            if (throwing) {
                throw new IllegalStateException("the store is closed");
            }
            if (refusal.isEmpty()) {
                written.addAll(facts);
            }
            whenDurable.accept(refusal);
        }

        @Override
        public Notes notes(String tag) {
            throw new IllegalStateException("no notes in this story");
        }

        @Override
        public Map<String, String> notesNow(String tag) {
            return Map.of();
        }

        @Override
        public Path workDirectory(String tag) {
            throw new IllegalStateException("no directory in this story");
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void end() {
        stage.close();
    }

    private ProtectedResource protectedResource() {
        KitSeat seat = stage.seat(VIP, kit);
        CheckTimers timers = new CheckTimers(
                Policy.DEFAULT.withIntervals(Duration.ofSeconds(10), Duration.ofHours(1)),
                time,
                new Jitter(0),
                new ClockWatch(time, stage.troubles, () -> {}),
                seat::isTaken);
        return new ProtectedResource(
                spec.resources().get(0),
                new KitContext("node1", spec.resources().get(0), services, StepHook.NONE),
                seat,
                timers);
    }

    private ProtectedResource vip() {
        return Objects.requireNonNull(resources.get(VIP));
    }

    private StubKit.Behaviour<CheckResult> onceBad() {
        return bad -> {
            kit.check = good -> CheckResult.healthy();
            return CheckResult.unhealthy("cable cut");
        };
    }

    /** Until it is interrupted. */
    private static StubKit.Behaviour<CheckResult> hanging(CountDownLatch inside) {
        return call -> {
            inside.countDown();
            new CountDownLatch(1).await();
            return CheckResult.healthy();
        };
    }

    /** In service, with its timers running. */
    private EngineLoop watched() throws Exception {
        EngineLoop loop = started();
        vip().context().connect(loop);
        assertThat(command(loop, new HostCommand.RestoreAll())).isEqualTo(CommandOutcome.done());
        loop.settle();
        vip().watch();
        return loop;
    }

    private EngineLoop started() {
        FailoverDesk desk = new FailoverDesk(FailoverPort.none(), services);
        HierarchyState initial = RecoveryDecider.initial(HierarchyModel.of(spec), Facts.NONE, services.now());
        EngineLoop loop = new EngineLoop(
                initial, services, mailbox -> new Effects(services, resources, events, answers, desk, mailbox));
        loop.post(new Observation.Started());
        return loop;
    }

    private CommandOutcome command(EngineLoop loop, HostCommand command) throws Exception {
        CompletionStage<CommandOutcome> answer = answers.await(id -> loop.post(new Observation.Commanded(id, command)));
        return answer.toCompletableFuture().get(Stage.SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private ServiceState shown(EngineLoop loop) {
        return StatusView.of(loop.state(), services.now()).resources().get(0).state();
    }

    @Test
    void anEffectThatThrowsCostsOneEffectAndNotTheHierarchy() throws Exception {
        events = event -> {
            throw new IllegalStateException("no event gets through");
        };
        EngineLoop loop = started();
        for (int i = 0; i < 50; i++) {
            assertThat(command(loop, i % 2 == 0 ? new HostCommand.RestoreAll() : new HostCommand.RemoveAll()))
                    .as("command %d", i)
                    .isEqualTo(CommandOutcome.done());
        }
        assertThat(troubles()).anyMatch(reason -> reason.contains("could not be carried out"));
    }

    @Test
    void aCallThatCouldNotEvenBeBegunEndsAsOneThatCannotTell() throws Exception {
        resources = Map.of();
        EngineLoop loop = started();
        Eventually.within(
                Stage.SOON,
                "the check was answered for",
                () -> told.stream()
                        .anyMatch(event -> event instanceof EngineEvent.CheckUnknown unknown
                                && unknown.reason().startsWith("the engine could not call the kit")));
        assertThat(command(loop, new HostCommand.RemoveAll()).reason())
                .startsWith("vip: blocked: the engine could not call the kit");
    }

    @Test
    void c55_aFullDiskRefusesCommandsChangesNothingAndRecoveriesGoOn() throws Exception {
        EngineLoop loop = started();
        assertThat(command(loop, new HostCommand.RestoreAll())).isEqualTo(CommandOutcome.done());
        disk.refusal = Optional.of("No space left on device");
        CommandOutcome refused = command(loop, new HostCommand.RemoveAll());
        assertThat(refused.isDone()).isFalse();
        assertThat(refused.reason())
                .isEqualTo("nothing was changed, because it could not be written down: No space left on device");
        assertThat(shown(loop)).isEqualTo(ServiceState.IN_SERVICE);

        kit.check = onceBad();
        loop.post(new Observation.Suspected(VIP, "link down"));
        Eventually.within(Stage.SOON, "mended all the same", () -> ended(told, "LOCAL_RECOVERY"));
        Eventually.within(Stage.SOON, "and in service", () -> shown(loop) == ServiceState.IN_SERVICE);
        assertThat(troubles()).anyMatch(reason -> reason.contains("No space left on device"));

        disk.refusal = Optional.empty();
        assertThat(command(loop, new HostCommand.RemoveAll())).isEqualTo(CommandOutcome.done());
        assertThat(disk.written).contains(new Fact.Wanted(VIP, false), new Fact.Removed(VIP));
    }

    @Test
    void aDiskThatThrowsIsADiskThatRefuses() throws Exception {
        EngineLoop loop = started();
        disk.throwing = true;
        assertThat(command(loop, new HostCommand.RestoreAll()).reason()).contains("the store is closed");
        disk.throwing = false;
        assertThat(command(loop, new HostCommand.RestoreAll())).isEqualTo(CommandOutcome.done());
    }

    @Test
    void aBlockThatCouldNotBeWrittenIsDecidedAgainUntilItIs() throws Exception {
        EngineLoop loop = started();
        assertThat(command(loop, new HostCommand.RestoreAll())).isEqualTo(CommandOutcome.done());
        kit.act = call -> {
            disk.refusal = Optional.of("Input/output error");
            return ActionResult.indeterminate("cannot tell");
        };
        CompletableFuture<CommandOutcome> removal = answers.await(
                        id -> loop.post(new Observation.Commanded(id, new HostCommand.RemoveAll())))
                .toCompletableFuture();
        Eventually.within(
                Stage.SOON, "the disk's trouble is told", () -> !troubles().isEmpty());
        assertThat(removal.isDone()).as("answered before it is known for good").isFalse();
        disk.refusal = Optional.empty();
        Eventually.within(Stage.SOON, "decided again", () -> {
            time.advance(Duration.ofSeconds(2));
            return removal.isDone();
        });
        assertThat(removal.get(10, TimeUnit.SECONDS).reason()).startsWith("vip: blocked");
        assertThat(disk.written).contains(new Fact.Blocked(VIP, "cannot tell"));
    }

    @Test
    void aRoutineLookThatFindsAllWellIsNotDecidedOn() throws Exception {
        EngineLoop loop = watched();
        HierarchyState before = loop.state();
        AtomicInteger looks = new AtomicInteger();
        kit.check = call -> {
            looks.incrementAndGet();
            return CheckResult.healthy();
        };
        for (int i = 1; i <= 3; i++) {
            int expected = i;
            time.advance(Duration.ofSeconds(11));
            Eventually.within(Stage.SOON, expected + " looks", () -> looks.get() >= expected);
        }
        assertThat(loop.state()).isSameAs(before);
    }

    @Test
    void whatARoutineLookFindsBadIsMended() throws Exception {
        EngineLoop loop = watched();
        kit.check = onceBad();
        time.advance(Duration.ofSeconds(11));
        Eventually.within(Stage.SOON, "mended", () -> ended(told, "LOCAL_RECOVERY"));
        Eventually.within(Stage.SOON, "in service", () -> shown(loop) == ServiceState.IN_SERVICE);
    }

    @Test
    void aDeepLookIsRoutineToo() throws Exception {
        EngineLoop loop = watched();
        HierarchyState before = loop.state();
        AtomicInteger looks = new AtomicInteger();
        kit.deep = call -> {
            looks.incrementAndGet();
            return CheckResult.healthy();
        };
        Eventually.within(Stage.SOON, "a deep look", () -> {
            time.advance(Duration.ofMinutes(10));
            return looks.get() > 0;
        });
        assertThat(loop.state()).isSameAs(before);

        kit.deep = bad -> {
            kit.deep = good -> CheckResult.healthy();
            return CheckResult.unhealthy("nobody answers");
        };
        Eventually.within(Stage.SOON, "mended", () -> {
            time.advance(Duration.ofMinutes(10));
            return ended(told, "LOCAL_RECOVERY");
        });
    }

    @Test
    void theWarningThatARoutineLookComesWithIsShown() throws Exception {
        EngineLoop loop = watched();
        kit.check = call -> CheckResult.healthyBut("the spare is dead");
        time.advance(Duration.ofSeconds(11));
        Eventually.within(
                Stage.SOON,
                "the warning is shown",
                () -> StatusView.of(loop.state(), services.now())
                        .resources()
                        .get(0)
                        .toString()
                        .contains("the spare is dead"));
    }

    @Test
    void theWarningOfADeepLookIsShownUntilTheNextOne() throws Exception {
        EngineLoop loop = watched();
        kit.deep = call -> CheckResult.healthyBut("nobody outside was asked");
        Eventually.within(Stage.SOON, "the warning is shown", () -> {
            time.advance(Duration.ofSeconds(11));
            return warning(loop).equals("nobody outside was asked");
        });
        AtomicInteger looks = new AtomicInteger();
        kit.check = call -> {
            looks.incrementAndGet();
            return CheckResult.healthy();
        };
        kit.deep = kit.check;
        HierarchyState shown = loop.state();
        Eventually.within(Stage.SOON, "a quick look, and no other yet", () -> {
            time.advance(Duration.ofSeconds(3));
            return looks.get() > 0;
        });
        assertThat(loop.state()).as("a quick look that sees less is no news").isSameAs(shown);
        assertThat(warning(loop)).isEqualTo("nobody outside was asked");

        Eventually.within(Stage.SOON, "the next deep look has nothing to remark", () -> {
            time.advance(Duration.ofMinutes(1));
            return warning(loop).isEmpty();
        });
    }

    private String warning(EngineLoop loop) {
        return StatusView.of(loop.state(), services.now()).resources().get(0).warning();
    }

    @Test
    void anActionDoesNotWaitForARoutineLookThatHangs() throws Exception {
        EngineLoop loop = watched();
        CountDownLatch inside = new CountDownLatch(1);
        kit.check = hanging(inside);
        time.advance(Duration.ofSeconds(11));
        assertThat(inside.await(10, TimeUnit.SECONDS)).as("the look has begun").isTrue();
        assertThat(command(loop, new HostCommand.RemoveAll())).isEqualTo(CommandOutcome.done());
    }

    @Test
    void aSuspicionDoesNotWaitForALongRoutineLook() throws Exception {
        EngineLoop loop = watched();
        CountDownLatch inside = new CountDownLatch(1);
        kit.deep = hanging(inside);
        Eventually.within(Stage.SOON, "the look has begun", () -> {
            time.advance(Duration.ofMinutes(10));
            return inside.getCount() == 0;
        });
        kit.check = call -> CheckResult.unhealthy("cable cut");
        loop.post(new Observation.Suspected(VIP, "link down"));
        Eventually.within(Stage.SOON, "a recovery", () -> ended(told, "LOCAL_RECOVERY"));
        assertThat(told).noneMatch(EngineEvent.CheckUnknown.class::isInstance);
    }

    @Test
    void aRoutineLookThatHangsCannotTellAtItsDeadline() throws Exception {
        watched();
        CountDownLatch inside = new CountDownLatch(1);
        kit.check = hanging(inside);
        time.advance(Duration.ofSeconds(11));
        assertThat(inside.await(10, TimeUnit.SECONDS)).as("the look has begun").isTrue();
        time.advance(LONG);
        Eventually.within(
                Stage.SOON,
                "told as unknown",
                () -> told.stream()
                        .anyMatch(event -> event instanceof EngineEvent.CheckUnknown unknown
                                && unknown.reason().startsWith("quickCheck timed out after ")));
    }

    private static boolean ended(List<EngineEvent> told, String operation) {
        return told.stream()
                .anyMatch(event -> event instanceof EngineEvent.OperationEnded end
                        && end.operation().name().equals(operation));
    }

    private List<String> troubles() {
        return stage.events.stream()
                .filter(EngineEvent.EngineTrouble.class::isInstance)
                .map(event -> ((EngineEvent.EngineTrouble) event).reason())
                .toList();
    }
}
