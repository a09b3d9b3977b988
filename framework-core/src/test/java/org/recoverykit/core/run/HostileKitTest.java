package org.recoverykit.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.Operation;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ManualTime;

/** Badly behaved kits, by the numbers of the fault catalogue: each ends as a result, and others do not notice. */
class HostileKitTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final CountDownLatch gate = new CountDownLatch(1);
    private final Stage stage = new Stage();

    @AfterEach
    void end() throws Exception {
        gate.countDown();
        stage.close();
    }

    @Test
    void a01_runtimeExceptionOfACheckIsUnknownAndOfAnActionIndeterminate() throws Exception {
        StubKit kit = new StubKit();
        kit.check = call -> {
            throw new IllegalStateException("boom\nwith a second line");
        };
        kit.act = call -> {
            throw new IllegalArgumentException("bang");
        };
        KitSeat seat = stage.seat("vip", kit);
        CheckResult check = Stage.soon(stage.check(seat, LONG)).result();
        ActionResult action =
                Stage.soon(stage.act(seat, Operation.REMOVE, LONG)).result();
        assertThat(check.kind()).isEqualTo(CheckResult.Kind.UNKNOWN);
        assertThat(check.reason())
                .startsWith("quickCheck threw IllegalStateException: boom with a second line")
                .doesNotContain("\n");
        assertThat(action.kind()).isEqualTo(ActionResult.Kind.INDETERMINATE);
        assertThat(action.reason()).startsWith("remove threw IllegalArgumentException: bang");
        assertOthersAreServed();
    }

    @Test
    void a02_errorsEndNoWorker() throws Exception {
        List<Error> errors = List.of(
                new StackOverflowError(), new NoClassDefFoundError("org/example/Gone"), new AssertionError("no"));
        for (Error error : errors) {
            KitSeat seat = stage.seat("vip", StubKit.checking(call -> {
                throw error;
            }));
            CheckResult result = Stage.soon(stage.check(seat, LONG)).result();
            assertThat(result.kind()).isEqualTo(CheckResult.Kind.UNKNOWN);
            assertThat(result.reason()).contains(error.getClass().getSimpleName());
        }
        assertOthersAreServed();
    }

    @Test
    void a02_anExceptionThatCannotEvenBeDescribedIsContained() throws Exception {
        KitSeat seat = stage.seat("vip", StubKit.checking(call -> {
            throw new RuntimeException() {
                private static final long serialVersionUID = 1L;

                @Override
                public String getMessage() {
                    throw new IllegalStateException("not even this");
                }
            };
        }));
        assertThat(Stage.soon(stage.check(seat, LONG)).result().reason()).contains("describing it failed");
        assertOthersAreServed();
    }

    @Test
    void a04_hangsPastItsDeadline_answeredInTimeAndNeverCalledTwiceAtOnce() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        KitSeat seat = stage.seat("vip", StubKit.acting(call -> {
            call.step("address added");
            inside.incrementAndGet();
            awaitStubbornly();
            inside.decrementAndGet();
            return ActionResult.done();
        }));
        long begun = System.nanoTime();
        CallReport<ActionResult> late = Stage.soon(stage.act(seat, Operation.RESTORE, SHORT));
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        assertThat(late.result().kind()).isEqualTo(ActionResult.Kind.INDETERMINATE);
        assertThat(late.result().reason()).isEqualTo("restore timed out after 150ms after 'address added'");
        assertThat(took).as("milliseconds until the answer").isBetween(145L, 150L + 400);
        CallReport<CheckResult> following = Stage.soon(stage.check(seat, SHORT));
        assertThat(following.result().reason())
                .startsWith("quickCheck could not begin within 150ms: the restore before it")
                .endsWith("has not returned");
        assertThat(inside.get()).as("calls inside the kit").isEqualTo(1);
        gate.countDown();
        assertThat(Stage.soon(stage.check(seat, LONG)).result().kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        assertOthersAreServed();
    }

    @Test
    void a04_isInterruptedAtItsDeadline() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        KitSeat seat = stage.seat("vip", StubKit.checking(call -> {
            try {
                gate.await();
                return CheckResult.healthy();
            } catch (InterruptedException e) {
                interrupted.complete(
                        call.remaining().isNegative() || call.remaining().isZero());
                throw e;
            }
        }));
        assertThat(Stage.soon(stage.check(seat, SHORT)).result().reason())
                .isEqualTo("quickCheck timed out after 150ms");
        assertThat(Stage.soon(interrupted)).as("interrupted, with no time left").isTrue();
        assertThat(Stage.soon(stage.check(stage.seat("next", new StubKit()), LONG))
                        .result())
                .as("the interrupt is not left to the next call")
                .isEqualTo(CheckResult.healthy());
    }

    @Test
    void a05_ignoresItsInterrupt_countedAndBeyondTheLimitGetsNoMoreThreads() throws Exception {
        for (int i = 0; i < 4; i++) {
            KitSeat seat = stage.seat("stubborn-" + i, StubKit.checking(call -> {
                awaitStubbornly();
                return CheckResult.healthy();
            }));
            Stage.soon(stage.check(seat, SHORT));
        }
        Eventually.within(Stage.SOON, "four abandoned", () -> stage.ledger().abandoned() == 4);
        CheckResult refused = Stage.soon(stage.check(stage.seat("fifth", new StubKit()), LONG))
                .result();
        assertThat(refused.kind()).isEqualTo(CheckResult.Kind.UNKNOWN);
        assertThat(refused.reason())
                .isEqualTo("quickCheck was not begun: kit 'stub' keeps 4 threads that ignored their interrupts");
        assertThat(alerts())
                .anyMatch(alert ->
                        alert.subject().equals("stub") && alert.remedy().contains("mend"));
        gate.countDown();
        Eventually.within(Stage.SOON, "all came back", () -> stage.ledger().abandoned() == 0);
        assertOthersAreServed();
    }

    @Test
    void a06_nullIsAResultThatClaimsNothing() throws Exception {
        StubKit kit = StubKit.checking(call -> Nothing.of(CheckResult.class));
        kit.act = call -> Nothing.of(ActionResult.class);
        KitSeat seat = stage.seat("vip", kit);
        assertThat(Stage.soon(stage.check(seat, LONG)).result())
                .isEqualTo(CheckResult.unknown("quickCheck returned null"));
        assertThat(Stage.soon(stage.act(seat, Operation.RESTORE, LONG)).result())
                .isEqualTo(ActionResult.indeterminate("restore returned null"));
    }

    @Test
    void a07_whatComesLateIsDiscarded() throws Exception {
        AtomicInteger answers = new AtomicInteger();
        CompletableFuture<CallReport<CheckResult>> first = new CompletableFuture<>();
        KitSeat seat = stage.seat("vip", StubKit.checking(call -> {
            awaitStubbornly();
            return CheckResult.unhealthy("told too late");
        }));
        seat.call(new CallRequest<>(
                7,
                KitOperation.check(Operation.QUICK_CHECK),
                org.recoverykit.spi.Call.Why.CHECK,
                1,
                SHORT,
                Lane.URGENT,
                report -> {
                    answers.incrementAndGet();
                    first.complete(report);
                }));
        assertThat(Stage.soon(first).result().kind()).isEqualTo(CheckResult.Kind.UNKNOWN);
        gate.countDown();
        Eventually.within(Stage.SOON, "the seat is free", () -> !seat.isTaken());
        assertThat(answers.get()).as("answers to one call").isEqualTo(1);
    }

    @Test
    void a10_threadsThatAKitLeavesBehindAreToldWithinAMinuteWhileItRuns() throws Exception {
        ManualTime time = new ManualTime();
        try (Stage own = new Stage(time, () -> {})) {
            KitSeat leaky = own.seat("vip", StubKit.checking(call -> {
                Thread left = new Thread(this::awaitStubbornly, "left-by-a-kit");
                left.setDaemon(true);
                left.start();
                return CheckResult.healthy();
            }));
            KitSeat good = own.seat("good", StubKit.checking(call -> {
                Thread brief = new Thread(() -> {}, "ends-by-itself");
                brief.start();
                brief.join();
                return CheckResult.healthy();
            }));
            for (int i = 0; i < 3 * StartedThreads.MANY; i++) {
                Stage.soon(own.check(good, LONG));
            }
            time.advance(Duration.ofMinutes(1));
            assertThat(own.events).as("told of threads that ended").isEmpty();
            for (int i = 0; i < StartedThreads.MANY; i++) {
                Stage.soon(own.check(leaky, LONG));
            }
            time.advance(Duration.ofMinutes(1));
            assertThat(own.events).hasSize(1);
            EngineEvent.Alert alert = (EngineEvent.Alert) own.events.get(0);
            assertThat(alert.subject()).isEqualTo("stub");
            assertThat(alert.reason())
                    .contains("kit 'stub'")
                    .contains("32 threads that kits started")
                    .contains("'left-by-a-kit'");
            assertThat(Stage.soon(own.check(good, LONG)).result().kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        }
    }

    @Test
    void a11_nonDaemonThreadOfAKitIsFoundAtTheEnd() throws Exception {
        KitSeat seat = stage.seat("vip", StubKit.checking(call -> {
            new Thread(this::awaitStubbornly, "left-by-a-kit").start();
            return CheckResult.healthy();
        }));
        Stage.soon(stage.check(seat, LONG));
        assertThat(KitThreads.of(stage.workers.group()))
                .extracting(Thread::getName)
                .containsExactly("left-by-a-kit");
    }

    @Test
    void a19_callsOfOneKitNeverOverlapHoweverManyAreAskedFor() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        KitSeat seat = stage.seat("vip", StubKit.checking(call -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.onSpinWait();
            inside.decrementAndGet();
            return CheckResult.healthy();
        }));
        List<CompletableFuture<CallReport<CheckResult>>> all = java.util.stream.IntStream.range(0, 1000)
                .parallel()
                .mapToObj(i -> stage.check(seat, LONG))
                .toList();
        for (CompletableFuture<CallReport<CheckResult>> one : all) {
            assertThat(Stage.soon(one).result().kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        }
        assertThat(most.get()).as("calls at one time").isEqualTo(1);
    }

    private void assertOthersAreServed() throws Exception {
        assertThat(Stage.soon(stage.check(stage.seat("other", new StubKit()), LONG))
                        .result())
                .isEqualTo(CheckResult.healthy());
    }

    private List<EngineEvent.Alert> alerts() {
        return stage.events.stream()
                .filter(EngineEvent.Alert.class::isInstance)
                .map(EngineEvent.Alert.class::cast)
                .toList();
    }

    private void awaitStubbornly() {
        while (gate.getCount() > 0) {
            try {
                gate.await();
            } catch (InterruptedException ignored) {
                // the point of this one
            }
        }
    }
}
