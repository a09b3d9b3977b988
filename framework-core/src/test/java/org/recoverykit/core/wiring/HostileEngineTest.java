package org.recoverykit.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.engine.CheckLevel;
import org.recoverykit.engine.CommandOutcome;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.FailoverPort;
import org.recoverykit.engine.FailoverRequest;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.InvalidConfigurationException;
import org.recoverykit.engine.Operation;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.engine.ServiceState;
import org.recoverykit.spi.ActionResult;
import org.recoverykit.spi.Call;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.RecoveryKit;
import org.recoverykit.spi.RecoveryKitProvider;
import org.recoverykit.spi.ResourceContext;
import org.recoverykit.spi.Setting;
import org.recoverykit.testkit.Eventually;
import org.recoverykit.testkit.ManualTime;
import org.recoverykit.testkit.RecordingListener;
import org.recoverykit.testkit.ScriptedKitProvider;
import org.slf4j.LoggerFactory;

/** Hostile kits under a whole engine whose clock stands still, by the numbers of the fault catalogue. */
class HostileEngineTest {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String CANARY = "c4n4ry-s3cr3t";

    @TempDir
    Path directory;

    private final ManualTime time = new ManualTime();
    private final ScriptedKitProvider world = new ScriptedKitProvider();
    private final RecordingListener heard = new RecordingListener();
    private final List<FailoverRequest> asked = new CopyOnWriteArrayList<>();
    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();
    private final PrintStream out = System.out;

    /** Nobody can take anything over, and every question is kept. */
    private final class Alone implements FailoverPort {
        @Override
        public CompletionStage<Candidate> candidate(FailoverRequest request) {
            asked.add(request);
            return CompletableFuture.completedFuture(new Candidate.None("no other node is up"));
        }

        @Override
        public CompletionStage<Handover> handOver(FailoverRequest request, String node) {
            return CompletableFuture.failedFuture(new IllegalStateException("nobody was named"));
        }
    }

    @AfterEach
    void giveBackGlobalState() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
        System.setOut(out);
    }

    private RecoveryEngineBuilder builder() {
        return RecoveryEngines.builder()
                .node("node1")
                .stateDirectory(directory.resolve("state"))
                .provider(world)
                .listener(heard)
                .time(time)
                .failover(new Alone())
                .random(1)
                .rehearse(false);
    }

    private RecoveryEngine started() throws Exception {
        RecoveryEngine engine = builder()
                .hierarchy(HierarchySpec.named("web")
                        .resource("vip", "scripted", Map.of())
                        .build())
                .build();
        engine.start();
        assertThat(soon(engine.restore("vip"))).isEqualTo(CommandOutcome.done());
        return engine;
    }

    private static <T> T soon(CompletionStage<T> answer) throws Exception {
        return answer.toCompletableFuture().get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private static ServiceState state(RecoveryEngine engine) {
        return engine.status().resource("vip").orElseThrow().state();
    }

    private long recoveries() {
        return heard.events(EngineEvent.OperationEnded.class).stream()
                .filter(event -> event.operation() == Operation.LOCAL_RECOVERY)
                .count();
    }

    private void fail(RecoveryEngine engine, long recoveriesThen) {
        world.resource("vip").breakIt();
        world.resource("vip").suspect("gone again");
        Eventually.within(
                SOON,
                "recovery " + recoveriesThen,
                () -> recoveries() == recoveriesThen && state(engine) == ServiceState.IN_SERVICE);
    }

    @Test
    void a21_whatRecoversAndFailsAgainAtOnceEscalatesAfterThreeTimesInHalfAnHour() throws Exception {
        try (RecoveryEngine engine = started()) {
            for (int i = 1; i <= 3; i++) {
                fail(engine, i);
            }
            assertThat(asked).as("questions for another node").isEmpty();
            world.resource("vip").breakIt();
            world.resource("vip").suspect("gone again");
            Eventually.within(SOON, "another node is asked for", () -> asked.size() == 1);
            assertThat(asked.get(0).failedTag()).contains("vip");
            assertThat(asked.get(0).reason()).contains("no local recovery left");
            Eventually.within(SOON, "shown as failed", () -> state(engine) == ServiceState.FAILED);
            assertThat(recoveries()).isEqualTo(3);
        }
    }

    @Test
    void a21_theWindowSlides() throws Exception {
        try (RecoveryEngine engine = started()) {
            for (int i = 1; i <= 3; i++) {
                fail(engine, i);
            }
            time.advance(Duration.ofMinutes(31));
            fail(engine, 4);
            assertThat(asked).as("questions for another node").isEmpty();
        }
    }

    @Test
    void a20_aFlappingCheckUsesUpItsBudgetAndThenAsksForAnotherNode() throws Exception {
        try (RecoveryEngine engine = started()) {
            AtomicInteger looks = new AtomicInteger();
            world.resource("vip")
                    .alwaysCheck(
                            Operation.QUICK_CHECK,
                            call -> looks.getAndIncrement() % 2 == 0
                                    ? CheckResult.unhealthy("flaps")
                                    : CheckResult.healthy());
            for (int i = 0; i < 40 && asked.isEmpty(); i++) {
                int before = looks.get();
                world.resource("vip").suspect("flap " + i);
                Eventually.within(SOON, "looked at", () -> looks.get() > before);
                Eventually.within(SOON, "at rest", () -> state(engine) != ServiceState.RECOVERING);
            }
            Eventually.within(SOON, "escalated", () -> !asked.isEmpty());
            Eventually.within(SOON, "three recoveries told of", () -> recoveries() == 3);
        }
    }

    @Test
    void a12_aKitThatChangesLocaleZoneAndOutputChangesNothingOfTheEngine() throws Exception {
        world.resource("vip").next(Operation.RESTORE, call -> {
            Locale.setDefault(Locale.forLanguageTag("ar-SA-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            System.setOut(new PrintStream(PrintStream.nullOutputStream(), true));
            return world.resource("vip").truly(Operation.RESTORE).to(call);
        });
        try (RecoveryEngine engine = started()) {
            fail(engine, 1);
            assertThat(engine.status().toString()).doesNotContainPattern("[\\u0660-\\u0669]");
            assertThat(heard.events().toString()).doesNotContainPattern("[\\u0660-\\u0669]");
        }
        try (RecoveryEngine next = builder()
                .hierarchy(HierarchySpec.named("web")
                        .resource("vip", "scripted", Map.of())
                        .build())
                .build()) {
            assertThat(next.status().resource("vip").orElseThrow().localRecoveriesLeft())
                    .as("what was written under a strange locale is read again")
                    .isEqualTo(2);
        }
    }

    @Test
    void a18_whatAKitIsHandedItCannotChange() throws Exception {
        try (RecoveryEngine engine = builder()
                .hierarchy(HierarchySpec.named("web")
                        .resource("vip", "scripted", Map.of("settings", Map.of("a", "b")))
                        .resource("app", "scripted", Map.of(), "vip")
                        .build())
                .build()) {
            engine.start();
            ResourceContext context = world.resource("app").context().orElseThrow();
            assertThatThrownBy(() -> context.childNotes("vip").put("stolen", "yes"))
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThatThrownBy(() -> engine.status().hierarchies().clear())
                    .isInstanceOf(UnsupportedOperationException.class);
            assertThat(soon(engine.restore("app"))).isEqualTo(CommandOutcome.done());
        }
    }

    /** Settings with something nobody may read. */
    record Secretive(
            @Setting(value = "A password", secret = true) String password,
            @Setting("How often") int count) {
        @Override
        public String toString() {
            return "Secretive[password=***, count=" + count + "]";
        }
    }

    private static final class SecretiveProvider implements RecoveryKitProvider<Secretive> {
        @Override
        public String id() {
            return "secretive";
        }

        @Override
        public Class<Secretive> configType() {
            return Secretive.class;
        }

        @Override
        public RecoveryKit create(Secretive settings, ResourceContext context) {
            return new ForgetfulKit();
        }
    }

    /** Never knows anything, and says so. */
    private static final class ForgetfulKit implements RecoveryKit {
        @Override
        public ActionResult restore(Call call) {
            return ActionResult.done();
        }

        @Override
        public ActionResult remove(Call call) {
            return ActionResult.done();
        }

        @Override
        public CheckResult quickCheck(Call call) {
            throw new IllegalStateException("no idea");
        }
    }

    private RecoveryEngineBuilder secretive(Object count) {
        return builder()
                .provider(new SecretiveProvider())
                .hierarchy(HierarchySpec.named("web")
                        .resource("vip", "secretive", Map.of("password", CANARY, "count", count))
                        .build());
    }

    @Test
    void a22_aSecretSettingIsInNoLogEventStatusPlanOrProblem() throws Exception {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        root.addAppender(logged);
        root.setLevel(Level.TRACE);
        try {
            assertThatThrownBy(() -> secretive("many").build())
                    .isInstanceOf(InvalidConfigurationException.class)
                    .satisfies(thrown -> assertThat(thrown.toString()).doesNotContain(CANARY));
            try (RecoveryEngine engine = secretive(3).build()) {
                engine.start();
                engine.restore("vip");
                Eventually.within(
                        SOON,
                        "a failed look",
                        () -> !heard.events(EngineEvent.CheckUnknown.class).isEmpty());
                assertThat(engine.status().toString()).contains("vip").doesNotContain(CANARY);
                assertThat(engine.planEvacuation().toString()).doesNotContain(CANARY);
                assertThat(engine.problems().toString() + engine).doesNotContain(CANARY);
            }
        } finally {
            root.setLevel(before);
            root.detachAppender(logged);
        }
        assertThat(heard.events().toString()).doesNotContain(CANARY);
        assertThat(List.copyOf(logged.list))
                .as("log lines")
                .isNotEmpty()
                .noneMatch(event -> event.getFormattedMessage().contains(CANARY));
    }

    @Test
    void checkByCommandIsAnsweredWhateverTheDeciderThinksOfIt() throws Exception {
        try (RecoveryEngine engine = started()) {
            assertThat(soon(engine.maintenance("vip", true)).isDone()).isTrue();
            assertThat(soon(engine.check("vip", CheckLevel.QUICK)).kind()).isEqualTo(CheckResult.Kind.HEALTHY);
            world.resource("vip").breakIt();
            assertThat(soon(engine.check("vip", CheckLevel.DEEP)).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
            assertThat(recoveries()).as("nothing is mended in maintenance").isZero();
            assertThat(soon(engine.remove("vip")).isDone()).isTrue();
            assertThat(soon(engine.check("vip", CheckLevel.QUICK)).kind()).isEqualTo(CheckResult.Kind.UNHEALTHY);
        }
    }
}
