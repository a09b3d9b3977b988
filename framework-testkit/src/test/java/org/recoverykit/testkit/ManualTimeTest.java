package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.recoverykit.spi.Registration;

class ManualTimeTest {

    private final ManualTime time = new ManualTime();
    private final List<String> ran = new ArrayList<>();

    @Test
    void tasksRunInTheOrderOfTheirMomentsThenOfAsking() {
        plan(20, "late");
        plan(10, "first at ten");
        plan(10, "second at ten");

        time.advance(Duration.ofMillis(15));
        assertThat(ran).containsExactly("first at ten", "second at ten");
        time.advance(Duration.ofMillis(5));
        assertThat(ran).endsWith("late");
    }

    @Test
    void aTaskAskedForByATaskRunsAtItsOwnMoment() {
        long start = time.nanoTime();
        time.after(Duration.ofMillis(10), () -> plan(5, "at fifteen"));

        time.advance(Duration.ofMillis(30));

        assertThat(ran)
                .containsExactly("at fifteen@" + (start + Duration.ofMillis(15).toNanos()));
    }

    @Test
    void nothingRunsWhenItIsAskedForOnlyWhenTimeMoves() {
        plan(0, "now");
        assertThat(ran).isEmpty();
        time.runDue();
        assertThat(ran).hasSize(1);
    }

    @Test
    void aClosedRegistrationDoesNotRun() {
        Registration registration = time.after(Duration.ofMillis(1), () -> ran.add("closed"));
        registration.close();
        registration.close();
        time.advance(Duration.ofSeconds(1));
        assertThat(ran).isEmpty();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void theWallClockFollowsAndMayJumpAlone() {
        time.advance(Duration.ofSeconds(2));
        assertThat(time.wallTime()).isEqualTo(Instant.parse("2026-01-01T00:00:02Z"));
        long before = time.nanoTime();
        time.jumpWallClock(Duration.ofHours(-1));
        assertThat(time.wallTime()).isEqualTo(Instant.parse("2025-12-31T23:00:02Z"));
        assertThat(time.nanoTime()).isEqualTo(before);
    }

    @Test
    void timeDoesNotGoBack() {
        assertThatThrownBy(() -> time.advance(Duration.ofMillis(-1))).hasMessageContaining("does not go back");
    }

    private void plan(int millis, String name) {
        time.after(
                Duration.ofMillis(millis),
                () -> ran.add(name.equals("at fifteen") ? name + "@" + time.nanoTime() : name));
    }
}
