package org.recoverykit.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.recoverykit.engine.EngineEvent;
import org.recoverykit.engine.EngineTime;
import org.recoverykit.spi.Registration;
import org.recoverykit.testkit.ManualTime;

class CheckTimerTest {
    private static final Duration TEN = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private final List<EngineEvent> events = new ArrayList<>();
    private final Troubles troubles = new Troubles(time, events::add);
    private final List<Long> looks = new ArrayList<>();
    private boolean occupied;
    private int lookAtAll;
    private final ClockWatch clocks = new ClockWatch(time, troubles, () -> lookAtAll++);
    private final Jitter jitter = new Jitter(1);

    private CheckTimer timer() {
        return new CheckTimer(TEN, time, jitter, clocks, () -> occupied);
    }

    @Test
    void firstLooksAreSpreadOverTheInterval() {
        Set<Long> seconds = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            timer().start(() -> looks.add(time.nanoTime()));
        }
        time.advance(Duration.ofMillis(8900));
        looks.forEach(at -> seconds.add(at / 1_000_000_000L));
        assertThat(looks).as("first looks within 8.9 s of 10 s").hasSizeBetween(150, 199);
        assertThat(seconds).hasSizeGreaterThanOrEqualTo(9);
    }

    @Test
    void looksAreAnIntervalApartWithTenPerCentOfJitter() {
        timer().start(() -> looks.add(time.nanoTime()));
        time.advance(Duration.ofMinutes(10));
        assertThat(looks.size()).isBetween(54, 67);
        for (int i = 1; i < looks.size(); i++) {
            assertThat(looks.get(i) - looks.get(i - 1)).isBetween(8_900_000_000L, 11_100_000_000L);
        }
    }

    @Test
    void theIntervalCountsFromTheEndOfTheLastLook() {
        CheckTimer timer = timer();
        timer.start(() -> looks.add(time.nanoTime()));
        time.advance(TEN);
        int before = looks.size();
        time.advance(Duration.ofSeconds(6));
        timer.ended();
        time.advance(Duration.ofSeconds(9));
        assertThat(looks).as("none within nine seconds of an end").hasSizeLessThanOrEqualTo(before + 1);
    }

    @Test
    void a19_aCheckSlowerThanItsIntervalIsSkippedAndCounted() {
        CheckTimer timer = timer();
        timer.start(() -> looks.add(time.nanoTime()));
        occupied = true;
        time.advance(Duration.ofMinutes(1));
        assertThat(looks).isEmpty();
        assertThat(timer.skipped()).isBetween(5L, 7L);
        occupied = false;
        time.advance(Duration.ofSeconds(12));
        assertThat(looks).as("one look, not one for each missed").hasSizeBetween(1, 2);
    }

    @Test
    void c63_aWallClockThatJumpsChangesNoIntervalAndIsTold() {
        timer().start(() -> looks.add(time.nanoTime()));
        time.advance(TEN);
        int before = looks.size();
        time.jumpWallClock(Duration.ofHours(-1));
        time.advance(TEN.multipliedBy(6));
        assertThat(looks.size() - before).isBetween(5, 7);
        assertThat(events).hasSize(1);
        assertThat(((EngineEvent.EngineTrouble) events.get(0)).reason())
                .startsWith("the wall clock moved by")
                .endsWith("every resource is looked at now");
        assertThat(lookAtAll).isEqualTo(1);
    }

    /** The manual clock of a process that was stopped for a while: its tasks come late, by the monotonic clock too. */
    private static final class PausedTime implements EngineTime {
        private final ManualTime time;
        private Duration paused = Duration.ZERO;

        PausedTime(ManualTime time) {
            this.time = time;
        }

        void pause(Duration by) {
            paused = paused.plus(by);
        }

        @Override
        public long nanoTime() {
            return time.nanoTime() + paused.toNanos();
        }

        @Override
        public Instant wallTime() {
            return time.wallTime().plus(paused);
        }

        @Override
        public Registration after(Duration delay, Runnable task) {
            return time.after(delay, task);
        }
    }

    @Test
    void c65_afterAPauseOfTheProcessEachIsLookedAtOnceAndSpreadOverASecond() {
        PausedTime stopped = new PausedTime(time);
        AtomicInteger told = new AtomicInteger();
        ClockWatch watch = new ClockWatch(stopped, troubles, told::incrementAndGet);
        List<CheckTimer> timers = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            timers.add(new CheckTimer(TEN, stopped, jitter, watch, () -> false));
        }
        timers.forEach(timer -> timer.start(() -> looks.add(time.nanoTime())));
        time.advance(Duration.ofSeconds(30));
        looks.clear();
        long begun = time.nanoTime();
        stopped.pause(Duration.ofSeconds(60));
        time.advance(Duration.ofMillis(11_500));
        assertThat(looks.size())
                .as("looks of 200 in one interval after a pause of six")
                .isBetween(200, 240);
        Map<Long, Long> perTenth =
                looks.stream().collect(Collectors.groupingBy(at -> (at - begun) / 100_000_000L, Collectors.counting()));
        assertThat(perTenth.values()).as("looks in a tenth of a second").allMatch(count -> count <= 40);
        assertThat(told.get()).as("told that time has passed").isPositive();
        assertThat(timers.stream().mapToLong(CheckTimer::skipped).sum()).isPositive();
    }

    @Test
    void c64_aMachineThatWasSuspendedIsToldOnceAndLooksAtEverything() {
        timer().start(() -> looks.add(time.nanoTime()));
        time.advance(TEN);
        time.jumpWallClock(Duration.ofHours(8));
        time.advance(TEN.multipliedBy(2));
        assertThat(lookAtAll).as("looks at everything").isEqualTo(1);
        assertThat(events).hasSize(1);
    }

    @Test
    void nothingComesDueAfterClose() {
        CheckTimer timer = timer();
        timer.start(() -> looks.add(time.nanoTime()));
        timer.close();
        time.advance(Duration.ofMinutes(5));
        assertThat(looks).isEmpty();
        assertThat(time.waiting()).isZero();
    }
}
