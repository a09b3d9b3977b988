package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The stated frame rate holds, and the first announcement of a move waits no longer than it demands. */
class FrameBudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long START = Long.MAX_VALUE - SECOND; // the clock's origin is arbitrary: it may run over

    private final FrameBudget budget = new FrameBudget();

    @Test
    void twoThousandFirstAnnouncementsLeaveAtOnce() {
        for (int i = 0; i < FrameBudget.AT_ONCE; i++) {
            assertThat(budget.first(START)).as("announcement %s", i).isZero();
        }
        assertThat(budget.first(START)).as("the next one").isEqualTo(Duration.ofNanos(500_000));
        assertThat(budget.first(START)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void segmentsForClientsKeepToARateOfTheirOwnAndDelayNoAnnouncement() {
        for (int i = 0; i < FrameBudget.BLOCK; i++) {
            assertThat(budget.tickle(START)).as("segment %s", i).isZero();
        }
        for (int i = 1; i <= FrameBudget.TICKLES_PER_SECOND; i++) {
            assertThat(budget.tickle(START)).isEqualTo(Duration.ofMillis(i));
        }
        assertThat(budget.first(START)).isZero();
        assertThat(budget.other(START)).isZero();
    }

    @Test
    void firstAnnouncementsDoNotWaitForOthers() {
        for (int i = 0; i < 10_000; i++) {
            budget.other(START);
        }
        assertThat(budget.first(START)).isZero();
    }

    @Test
    void whatWasNotUsedIsKeptOnlyUpToABlock() {
        budget.other(0);
        long later = 3600 * SECOND;
        for (int i = 0; i < FrameBudget.BLOCK; i++) {
            assertThat(budget.other(later)).isZero();
        }
        assertThat(budget.other(later)).isEqualTo(Duration.ofMillis(1));
    }

    @Test
    void inNoSecondMoreLeavesThanIsStated() {
        Random random = new Random(1_100);
        List<Long> sent = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 50_000; i++) {
            now += random.nextInt(1_000) == 0 ? random.nextLong(SECOND) : random.nextLong(10_000);
            Duration wait = random.nextBoolean() ? budget.first(START + now) : budget.other(START + now);
            sent.add(now + wait.toNanos());
        }
        Collections.sort(sent);
        int from = 0;
        int most = 0;
        for (int i = 0; i < sent.size(); i++) {
            while (sent.get(i) - sent.get(from) >= SECOND) {
                from++;
            }
            most = Math.max(most, i - from + 1);
        }
        assertThat(most).isBetween(FrameBudget.OTHERS_PER_SECOND, FrameBudget.MOST_IN_A_SECOND);
    }
}
