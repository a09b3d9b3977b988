package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.recoverykit.linux.KernelResult;
import org.recoverykit.linux.model.InterfaceAddress;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ManualTime;
import org.recoverykit.testkit.TestCall;
import org.recoverykit.testkit.TestContext;

/** What the kit says and leaves behind when the kernel refuses. The address is to move from eth0 (1) to eth1 (2). */
class RefusedMovesTest {
    private static final String VIP = "10.0.0.50/24";
    private static final int ENETDOWN = 100;
    private static final int ENOBUFS = 105;

    private final ManualTime time = new ManualTime();
    private final FakeNetwork network =
            new FakeNetwork().with(1, "10.0.0.11/24").with(2, "10.0.0.12/24");
    private final IpHost host = IpHost.over(network);
    private final TestContext context = new TestContext("vip", time, Path.of("target/work"));
    private final IpKit kit = new IpKit(ProtectedVip.config(VIP), context, host);

    @AfterEach
    void tearDown() {
        kit.close();
        context.close();
    }

    static Stream<KernelResult> refusals() {
        return Stream.of(
                FakeNetwork.refusal(1, "EPERM: not permitted"),
                new KernelResult.NoInterface("ENODEV: no such interface"),
                new KernelResult.TimedOut("no answer; whether it was done is not known"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void anAdditionThatTheBackupRefusesLeavesTheOldPlaceAsItWas(KernelResult refusal) throws Exception {
        network.with(1, VIP).cutUnseen("eth0").refuse("add 10.0.0.50 2", refusal);

        ActionResult result = recover();

        assertFailed(result, FailureScope.TRY_ELSEWHERE);
        assertThat(result.reason()).contains("eth0 has no carrier", refusal.message());
        assertThat(network.placesOf(VIP)).containsExactly(1);
        assertThat(network.journal()).doesNotContain("announce 2");
        assertThat(context.notes().all()).doesNotContainKey("interface");
    }

    @Test
    void anAdditionWithoutAnswerThatCannotBeTakenBackEitherIsUndecided() throws Exception {
        KernelResult silence = new KernelResult.TimedOut("no answer");
        network.with(1, VIP)
                .cutUnseen("eth0")
                .refuse("add 10.0.0.50 2", silence)
                .refuse("delete 10.0.0.50 2", silence);

        ActionResult result = recover();

        assertThat(result.kind()).isEqualTo(ActionResult.Kind.INDETERMINATE);
        assertThat(result.reason()).contains("taking it back: no answer");
    }

    @Test
    void anOldEntryThatStaysIsNeverCalledDone() throws Exception {
        network.with(1, VIP).cutUnseen("eth0").refuse("delete 10.0.0.50 1", FakeNetwork.refusal(1, "EPERM: stays"));

        ActionResult result = recover();

        assertFailed(result, FailureScope.TRY_ELSEWHERE);
        assertThat(result.reason()).contains("EPERM: stays");
        assertThat(network.placesOf(VIP))
                .as("the one it failed for is taken back")
                .containsExactly(1);
    }

    @Test
    void aCableThatTheTableStillBelievesInIsNotClaimed() throws Exception {
        network.with(1, VIP).cutUnseen("eth0");

        assertThat(recover()).isEqualTo(ActionResult.done("moved from eth0 to eth1"));
        assertThat(network.placesOf(VIP)).containsExactly(2);
    }

    @Test
    void whenTheTableMissesEventsTheAnswerIsUnknownAndARecoveryIsNotClaimed() throws Exception {
        network.with(1, VIP).outdated();

        assertThat(kit.quickCheck(call()).kind()).isEqualTo(CheckResult.Kind.UNKNOWN);
        assertThat(kit.deepCheck(call()).kind()).isEqualTo(CheckResult.Kind.UNKNOWN);
    }

    @Test
    void aTableThatIsBehindAtAnyLookDoesNotMakeARecoveryFail() throws Exception {
        for (int look = 1; look <= 60; look++) {
            FakeNetwork table = new FakeNetwork().with(1, "10.0.0.11/24").with(2, "10.0.0.12/24");
            IpKit other = new IpKit(ProtectedVip.config(VIP), context, IpHost.over(table));
            assertThat(other.restore(call()).kind()).isEqualTo(ActionResult.Kind.DONE);
            table.deletedByOthers(VIP);
            table.blindAtLook(look);

            ActionResult result = other.localRecovery(call(), problem());

            assertThat(result.kind()).as("blind at look %s: %s", look, result).isEqualTo(ActionResult.Kind.DONE);
            assertThat(table.placesOf(VIP)).as("blind at look %s", look).containsExactly(1);
            other.close();
        }
    }

    /** Otherwise the engine takes it for a recovery that did not help, and restarts the hierarchy. */
    @Test
    void troubleThatACheckSeesBeforeAnyEventIsToldFirstAndOnce() throws Exception {
        network.with(1, VIP);
        assertThat(recover().kind()).isEqualTo(ActionResult.Kind.DONE);
        network.deletedByOthers(VIP);

        assertThat(kit.quickCheck(call()).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
        assertThat(kit.quickCheck(call()).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);

        assertThat(context.suspects()).containsExactly("10.0.0.50 is not on eth0");
        assertThat(recover().kind()).isEqualTo(ActionResult.Kind.DONE);
        network.deletedByOthers(VIP);
        kit.quickCheck(call());
        assertThat(context.suspects()).as("new trouble").hasSize(2);
    }

    @Test
    void settingsThatCannotBeNotedAreNotMadeAndNothingIsBroughtUp() throws Exception {
        context.testNotes().failing(true);

        ActionResult result = kit.restore(call());

        assertFailed(result, FailureScope.TRY_ELSEWHERE);
        assertThat(result.reason()).contains("cannot be noted");
        assertThat(network.journal()).noneMatch(line -> line.startsWith("set ") || line.startsWith("add "));
    }

    @Test
    void aMoveThatCannotBeNotedIsStillAMove() throws Exception {
        network.with(1, VIP).cutUnseen("eth0");
        context.testNotes().failing(true);

        ActionResult result = recover();

        assertThat(result.kind()).isEqualTo(ActionResult.Kind.DONE);
        assertThat(result.reason()).contains("moved from eth0 to eth1", "could not be noted");
    }

    @Test
    void aRefusedAnnouncementIsRepeatedLaterAndDoesNotUndoTheMove() throws Exception {
        network.with(1, VIP).cutUnseen("eth0").refuse("announce 2", FakeNetwork.refusal(ENETDOWN, "ENETDOWN"));

        assertThat(recover().kind()).isEqualTo(ActionResult.Kind.DONE);
        time.advance(Duration.ofSeconds(4));

        assertThat(network.journal().stream().filter("announce 2"::equals))
                .as("two forms, at once, after 1.1 s and after 3 s")
                .hasSize(6);
    }

    @Test
    void routesThatCannotBePutTakeTheMoveBack() throws Exception {
        network.refuse("route 2", FakeNetwork.refusal(ENOBUFS, "ENOBUFS: no room"));
        IpKit lone = new IpKit(ProtectedVip.config("10.0.0.51/32"), context, host);
        network.with(1, "10.0.0.11/24")
                .with(2, "10.0.0.12/24")
                .with(1, "10.0.0.51/32")
                .cutUnseen("eth0");

        ActionResult result = lone.localRecovery(call(), problem());

        assertFailed(result, FailureScope.TRY_ELSEWHERE);
        assertThat(result.reason()).contains("ENOBUFS: no room");
        assertThat(network.placesOf("10.0.0.51/32")).containsExactly(1);
    }

    @Test
    void oneRefusedMoveAmongManyInABatchHarmsNoOther() throws Exception {
        network.refuse("add 10.0.0.7 2", FakeNetwork.refusal(1, "EPERM: not this one"));
        MoveBatcher batcher = host.batcher();
        List<Move> moves = IntStream.rangeClosed(1, 10).mapToObj(this::toBackup).toList();
        List<Thread> callers = moves.stream().map(move -> caller(batcher, move)).toList();
        // While the first one is being announced, the others come and wait: they make one batch.
        Move first = new Move(planFor(99), List.of(), announcing(() -> comeAndWait(callers)), step -> {});
        batcher.run(first, Duration.ofSeconds(10));
        for (Thread caller : callers) {
            caller.join(5_000);
        }

        for (int i = 1; i <= 10; i++) {
            assertThat(network.placesOf("10.0.0." + i + "/24"))
                    .as("10.0.0.%s", i)
                    .containsExactly(i == 7 ? 1 : 2);
            assertThat(moves.get(i - 1).outcome().join().troubles())
                    .as("10.0.0.%s", i)
                    .hasSize(i == 7 ? 1 : 0);
        }
        assertThat(network.batches())
                .as("additions and deletions of one, then of all who waited")
                .containsExactly(1, 10, 9);
    }

    private static void comeAndWait(List<Thread> callers) {
        callers.forEach(Thread::start);
        Eventually.within(
                Duration.ofSeconds(5),
                "all callers wait",
                () -> callers.stream().allMatch(caller -> caller.getState() == Thread.State.TIMED_WAITING));
    }

    private static Thread caller(MoveBatcher batcher, Move move) {
        return new Thread(() -> {
            try {
                batcher.run(move, Duration.ofSeconds(10));
            } catch (InterruptedException late) {
                move.abort(late);
            }
        });
    }

    private Move toBackup(int host) {
        network.with(1, "10.0.0." + host + "/24");
        return new Move(planFor(host), List.of(), Move.Work.NONE, step -> {});
    }

    /** Deleted before the kernel has completed the addition, an IPv6 address would be nowhere; told late, clients wait longer. */
    @Test
    void firstAidTellsThenAddsThenWaitsForTheKernelAndDeletesLast() throws Exception {
        network.with(1, "10.0.0.9/24");
        Move.Work work = new Move.Work() {
            @Override
            public void announce() {
                network.asked("told");
            }

            @Override
            public void awaitCompletion(Patience patience) {
                network.asked("awaited");
            }

            @Override
            public Optional<Move.Doubt> prove(Duration timeout) {
                return Optional.empty();
            }
        };
        MoveBatcher batcher = new MoveBatcher(network);

        batcher.run(new Move(planFor(9), List.of(), work, step -> {}, Move.Moment.AT_ONCE), Duration.ofSeconds(1));

        assertThat(network.journal())
                .as("told once")
                .containsExactly("told", "add 10.0.0.9 2", "awaited", "delete 10.0.0.9 1");
    }

    private MovePlan planFor(int last) {
        ProtectedAddress moved = ProtectedAddress.parse("10.0.0." + last + "/24");
        return MovePlan.to(
                InterfaceAddress.of(2, moved.inetAddress(), 24), network.view().addressesOf(moved.inetAddress()));
    }

    private static Move.Work announcing(Runnable announcement) {
        return new Move.Work() {
            @Override
            public void announce() {
                announcement.run();
            }

            @Override
            public Optional<Move.Doubt> prove(Duration timeout) {
                return Optional.empty();
            }
        };
    }

    @Test
    void withoutBackupARefusalNamesTheOneInterface() throws Exception {
        network.refuse("add 10.0.0.60 1", FakeNetwork.refusal(1, "EPERM: not permitted"));
        IpConfig config = TestSettings.of("10.0.0.60/24")
                .withoutBackup()
                .arpFlux(ArpFlux.IGNORE)
                .config();
        ActionResult result = new IpKit(config, context, host).restore(call());

        assertFailed(result, FailureScope.TRY_ELSEWHERE);
        assertThat(result.reason()).contains("eth0: EPERM").doesNotContain("eth1");
    }

    private ActionResult recover() throws InterruptedException {
        return kit.localRecovery(call(), problem());
    }

    private static CheckResult.Unhealthy problem() {
        return new CheckResult.Unhealthy("found by a test", FailureScope.RETRY_HERE);
    }

    private TestCall call() {
        return TestCall.within(Duration.ofSeconds(5), time);
    }

    private static void assertFailed(ActionResult result, FailureScope scope) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        ActionResult.Failed.class,
                        failed -> assertThat(failed.scope()).isEqualTo(scope));
    }
}
