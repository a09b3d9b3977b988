package org.recoverykit.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.recoverykit.core.model.Fact;
import org.recoverykit.core.model.Facts;
import org.recoverykit.core.model.HierarchyFacts;
import org.recoverykit.core.model.ResourceFacts;
import org.recoverykit.spi.Notes;

class StateStoreTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.678Z");

    @TempDir
    Path temporary;

    @Test
    void knowsAfterARestartWhatItWasTold() throws Exception {
        Path directory = temporary.resolve("state");
        Fact.Leaving leaving = new Fact.Leaving("web", "node2", "both cables cut");
        Facts told;
        try (StateStore store = StateFixtures.open(directory)) {
            store.appendAndWait(List.of(new Fact.Wanted("vip", true), new Fact.LocalRecoveryBegan("vip", AT)));
            store.appendAndWait(
                    List.of(new Fact.GivenUp("vip", "no \"carrier\"\n"), new Fact.Blocked("app", "hangs \u00e9")));
            store.appendAndWait(List.of(new Fact.NotePut("vip", "a", "1"), new Fact.NotePut("vip", "b", "2")));
            store.appendAndWait(List.of(new Fact.NoteRemoved("vip", "a"), new Fact.Maintenance("web", true)));
            store.appendAndWait(List.of(new Fact.HandedOver("db", "node3"), leaving));
            store.appendAndWait(List.of(new Fact.Blocked("old", "x"), new Fact.Cleaned("old"), new Fact.Kept("mail")));
            told = store.facts();
        }
        assertThat(told.resource("vip"))
                .isEqualTo(new ResourceFacts(
                        true, false, List.of(AT), Optional.of("no \"carrier\"\n"), Optional.empty(), Map.of("b", "2")));
        assertThat(told.resource("app").blocked()).contains("hangs \u00e9");
        assertThat(told.hierarchy("web")).isEqualTo(new HierarchyFacts(true, Optional.of(leaving)));
        assertThat(told.hierarchy("db").move()).contains(new Fact.HandedOver("db", "node3"));

        for (int restart = 0; restart < 3; restart++) {
            try (StateStore store = StateFixtures.open(directory)) {
                assertThat(store.recovery().warnings()).isEmpty();
                assertThat(store.facts().resource("vip")).isEqualTo(told.resource("vip"));
                assertThat(store.facts().resource("app")).isEqualTo(told.resource("app"));
                assertThat(store.facts().resource("old").blocked()).isEmpty();
                assertThat(store.facts().hierarchies().get("web")).isEqualTo(told.hierarchy("web"));
                assertThat(store.facts().hierarchies().get("db")).isEqualTo(told.hierarchy("db"));
            }
        }
    }

    @Test
    void everyKindOfFactHasAWrittenForm() {
        Set<Class<?>> shaped = FactShape.ALL.stream().map(FactShape::type).collect(Collectors.toSet());
        assertThat(shaped).isEqualTo(kinds(Fact.class).collect(Collectors.toSet()));
    }

    private static Stream<Class<?>> kinds(Class<?> kind) {
        return kind.isSealed()
                ? Stream.of(kind.getPermittedSubclasses()).flatMap(StateStoreTest::kinds)
                : Stream.of(kind);
    }

    @Test
    void halfARemovalIsKnownAfterARestartAndAWholeOneIsOver() throws Exception {
        Path directory = temporary.resolve("state");
        try (StateStore store = StateFixtures.open(directory)) {
            store.appendAndWait(List.of(new Fact.Wanted("half", true), new Fact.Wanted("half", false)));
            store.appendAndWait(List.of(new Fact.Wanted("whole", false), new Fact.Removed("whole")));
            store.appendAndWait(List.of(new Fact.Wanted("back", false), new Fact.Wanted("back", true)));
            store.appendAndWait(List.of(new Fact.Leaving("web", "n2", "x"), new Fact.HandingOver("web", "n2", "x")));
        }
        for (int restart = 0; restart < 3; restart++) {
            try (StateStore store = StateFixtures.open(directory)) {
                assertThat(store.facts().resource("half").removing()).as("half").isTrue();
                assertThat(store.facts().resource("whole").removing())
                        .as("whole")
                        .isFalse();
                assertThat(store.facts().resource("back").removing()).as("back").isFalse();
                assertThat(store.facts().hierarchy("web").move()).contains(new Fact.HandingOver("web", "n2", "x"));
            }
        }
    }

    @Test
    void aThousandConcurrentNotesShareTheirFsyncs() throws Exception {
        AtomicInteger forces = new AtomicInteger();
        StepHook count = step -> {
            if (step == StateStep.APPEND_FORCED) {
                forces.incrementAndGet();
            }
        };
        List<Integer> order = new ArrayList<>();
        try (StateStore store =
                StateStore.open(temporary.resolve("s"), StateFixtures.TIME, StateTroubleListener.NONE, count)) {
            List<CompletableFuture<Void>> all = IntStream.range(0, 1000)
                    .mapToObj(i -> store.append(List.of(StateFixtures.note(i)))
                            .thenAccept(done -> order.add(i))
                            .toCompletableFuture())
                    .toList();
            all.forEach(CompletableFuture::join);
        }
        assertThat(order)
                .as("acknowledged in the order given")
                .isEqualTo(IntStream.range(0, 1000).boxed().toList());
        assertThat(forces.get()).as("fsyncs for 1,000 notes").isLessThan(200);
    }

    @ParameterizedTest
    @EnumSource(
            value = StateStep.class,
            names = {"APPEND_BEGUN", "APPEND_WRITTEN", "APPEND_FORCED"})
    void factsThatTheDiskRefusedAreNeverSeenAndTheNextOnesGoToANewFile(StateStep step) throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        List<StateStep> steps = new ArrayList<>();
        StepHook disk = reached -> {
            steps.add(reached);
            if (reached == step && failing.getAndSet(false)) {
                throw new IOException("Input/output error");
            }
        };
        StateFixtures.Troubles troubles = new StateFixtures.Troubles();
        Path directory = temporary.resolve("s");
        try (StateStore store = StateStore.open(directory, StateFixtures.TIME, troubles, disk)) {
            Notes notes = store.notes("vip");
            notes.put("interface", "eth0");
            failing.set(true);
            assertThatThrownBy(() -> notes.put("interface", "eth1"))
                    .isInstanceOf(Notes.NotDurableException.class)
                    .hasMessageContaining("Input/output error");
            assertThat(notes.get("interface")).contains("eth0");
            steps.clear();
            notes.put("after", "1");
            assertThat(steps).as("a new file").contains(StateStep.GENERATION_FORCED, StateStep.DIRECTORY_FORCED);
        }
        assertThat(troubles.told).containsExactly("not durable", "durable again");
        try (StateStore store = StateFixtures.open(directory)) {
            assertThat(store.recovery().warnings()).isEmpty();
            assertThat(store.notes("vip").all()).isEqualTo(Map.of("interface", "eth0", "after", "1"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = StateStep.class,
            names = {
                "GENERATION_CREATED",
                "GENERATION_HALF_WRITTEN",
                "GENERATION_WRITTEN",
                "GENERATION_FORCED",
                "GENERATION_MOVED",
                "DIRECTORY_FORCED"
            })
    void aRotationThatTheDiskRefusedLosesNothing(StateStep step) throws Exception {
        AtomicBoolean failing = new AtomicBoolean();
        StepHook disk = reached -> {
            if (reached == step && failing.getAndSet(false)) {
                throw new IOException("No space left on device");
            }
        };
        Path directory = temporary.resolve("s");
        String big = "x".repeat(20_000);
        try (StateStore store = StateStore.open(directory, StateFixtures.TIME, StateTroubleListener.NONE, disk)) {
            failing.set(true);
            for (int i = 0; failing.get() || i % 100 != 0; i++) {
                assertThat(i).as("rotates after 1 MiB").isLessThan(3000);
                store.appendAndWait(List.of(new Fact.NotePut("vip", "n" + i % 20, i + big)));
            }
            store.appendAndWait(List.of(new Fact.NotePut("vip", "last", "1")));
        }
        try (StateStore store = StateFixtures.open(directory)) {
            assertThat(store.recovery().warnings()).isEmpty();
            assertThat(store.notes("vip").get("last")).contains("1");
            assertThat(store.notes("vip").all()).hasSize(21);
        }
    }

    @Test
    void theJournalDoesNotGrowForEver() throws Exception {
        Path directory = temporary.resolve("s");
        try (StateStore store = StateFixtures.open(directory)) {
            for (int i = 0; i < 5000; i++) {
                store.append(List.of(new Fact.NotePut("vip", "k", i + "x".repeat(900))));
            }
            store.appendAndWait(List.of(new Fact.Wanted("vip", true)));
        }
        try (var files = Files.list(directory)) {
            assertThat(files.filter(f -> f.toString().endsWith(".jsonl"))).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void row58_refusesAFormatOfANewerVersion() throws Exception {
        Path directory = temporary.resolve("s");
        StateFixtures.open(directory).close();
        Path journal = directory.resolve("journal-000001.jsonl");
        Files.write(journal, new LineCodec().encode(new Line.Header(2, 1, 0, 0)));
        assertThatThrownBy(() -> StateFixtures.open(directory))
                .isInstanceOf(UnusableStateException.class)
                .hasMessageContaining("has format 2, written by a newer version; this version reads up to 1");
    }

    @Test
    void neverStartsFromNothingWhenThereWasSomething() throws Exception {
        Path directory = temporary.resolve("s");
        StateFixtures.open(directory).close();
        Files.write(directory.resolve("journal-000001.jsonl"), new byte[500]);
        assertThatThrownBy(() -> StateFixtures.open(directory))
                .isInstanceOf(UnusableStateException.class)
                .hasMessageContaining("none of them can be read: restore them from a backup");
        Files.delete(directory.resolve("journal-000001.jsonl"));
        try (StateStore store = StateFixtures.open(directory)) {
            assertThat(store.recovery().warnings())
                    .containsExactly(
                            directory.toRealPath() + " was used before and holds no journal; starting from nothing");
        }
    }

    @Test
    void everyStepIsReachedByStartAppendRotationAndFailure() throws Exception {
        EnumSet<StateStep> reached = EnumSet.noneOf(StateStep.class);
        StepHook disk = step -> {
            if (step == StateStep.APPEND_FORCED && !reached.contains(StateStep.APPEND_CUT_BACK)) {
                throw new IOException("Input/output error");
            }
            reached.add(step);
        };
        try (StateStore store =
                StateStore.open(temporary.resolve("s"), StateFixtures.TIME, StateTroubleListener.NONE, disk)) {
            assertThatThrownBy(() -> StateFixtures.appendNotes(store, 0, 1))
                    .isInstanceOf(Notes.NotDurableException.class);
            StateFixtures.appendNotes(store, 0, 1);
        }
        assertThat(reached).isEqualTo(EnumSet.allOf(StateStep.class));
    }
}
