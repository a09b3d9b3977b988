package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.spi.Notes;

class TestContextTest {

    @TempDir
    private Path directory;

    private final ManualTime time = new ManualTime();

    @Test
    void notesOutliveTheContextSuspectsDoNot() {
        TestContext first = context();
        first.notes().put("interface", "eth1");
        first.suspect("carrier lost");

        TestContext second = first.afterRestart();

        assertThat(second.notes().get("interface")).hasValue("eth1");
        assertThat(first.suspects()).containsExactly("carrier lost");
        assertThat(second.suspects()).isEmpty();
    }

    @Test
    void notesCanBeMadeToFailAndThenKeepWhatWasThere() {
        TestContext context = context();
        context.notes().put("key", "old");
        context.testNotes().failing(true);

        assertThatThrownBy(() -> context.notes().put("key", "new")).isInstanceOf(Notes.NotDurableException.class);
        context.notes().put("key", "old");
        assertThat(context.notes().get("key")).hasValue("old");
        assertThat(context.testNotes().writes()).isEqualTo(1);
    }

    @Test
    void notesHaveTheLimitsOfTheRealOnes() {
        Notes notes = context().notes();
        assertThatThrownBy(() -> notes.put("a b", "x")).hasMessageContaining("'a b'");
        assertThatThrownBy(() -> notes.put("k", "x".repeat(1025))).hasMessageContaining("1025");
    }

    @Test
    void periodicTasksRunWithTimeUntilClosedAndSurviveTheirOwnFailures() {
        TestContext context = context();
        AtomicInteger runs = new AtomicInteger();
        context.every(Duration.ofSeconds(1), () -> {
            runs.incrementAndGet();
            throw new IllegalStateException("a bug");
        });

        time.advance(Duration.ofSeconds(3));
        assertThat(runs).hasValue(3);
        assertThat(context.taskFailures()).hasSize(3);

        context.close();
        time.advance(Duration.ofSeconds(3));
        assertThat(runs).hasValue(3);
        assertThatThrownBy(() -> context.every(Duration.ofSeconds(1), () -> {}))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void theDeadWriteNothingMore() {
        TestContext context = context();
        context.die();
        assertThatThrownBy(() -> context.notes().put("k", "v")).isInstanceOf(SimulatedCrash.class);
        assertThat(context.testNotes().all()).isEmpty();
    }

    private TestContext context() {
        return new TestContext("vip", time, directory.resolve("work"));
    }
}
