package org.recoverykit.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.recoverykit.linux.model.Link;

/** Whom to trust after a flap. */
class CarrierHistoryTest {
    private static final CarrierRules USUAL = new CarrierRules(Duration.ZERO, Duration.ZERO, 10, Duration.ofSeconds(2));
    private static final Link WITH = eth0(Link.UP | Link.LOWER_UP);
    private static final Link WITHOUT = eth0(Link.UP);

    private final AtomicLong time = new AtomicLong();

    @Test
    void anInterfaceThatNeverChangedIsTrusted() {
        CarrierHistory history = history(Duration.ofSeconds(5), Duration.ofSeconds(5), 1);
        assertThat(history.unsettledFor("eth0")).isZero();
        assertThat(history.overlookedFor("eth0")).isZero();
    }

    @Test
    void aFewLossesAreNoReasonForDistrustByDefault() {
        CarrierHistory history = new CarrierHistory(USUAL, time::get);
        flap(history, 9);
        assertThat(history.unsettledFor("eth0")).isZero();
        flap(history, 1);
        assertThat(history.unsettledFor("eth0")).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aRestlessInterfaceIsTrustedAgainWhenItHasBeenQuiet() {
        CarrierHistory history = history(Duration.ZERO, Duration.ZERO, 3);
        flap(history, 5);
        time.addAndGet(Duration.ofMillis(1500).toNanos());
        assertThat(history.unsettledFor("eth0")).isEqualTo(Duration.ofMillis(500));
        time.addAndGet(Duration.ofMillis(500).toNanos());
        assertThat(history.unsettledFor("eth0")).isZero();
    }

    @Test
    void oldLossesAreForgotten() {
        CarrierHistory history = history(Duration.ZERO, Duration.ZERO, 3);
        flap(history, 2);
        time.addAndGet(Duration.ofSeconds(10).toNanos());
        flap(history, 1);
        assertThat(history.unsettledFor("eth0")).isZero();
    }

    @Test
    void delaysCountFromTheLastChange() {
        CarrierHistory history = history(Duration.ofSeconds(3), Duration.ofSeconds(4), 0);
        history.changed("eth0", new LinkEvent(Optional.of(WITH), Optional.of(WITHOUT)));
        time.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(history.overlookedFor("eth0")).isEqualTo(Duration.ofSeconds(2));
        history.changed("eth0", new LinkEvent(Optional.of(WITHOUT), Optional.of(WITH)));
        time.addAndGet(Duration.ofSeconds(1).toNanos());
        assertThat(history.unsettledFor("eth0")).isEqualTo(Duration.ofSeconds(3));
        assertThat(history.unsettledFor("eth1")).as("another interface").isZero();
    }

    private CarrierHistory history(Duration down, Duration up, int flaps) {
        return new CarrierHistory(new CarrierRules(down, up, flaps, Duration.ofSeconds(2)), time::get);
    }

    private static Link eth0(int flags) {
        return new Link(
                2, "eth0", List.of(), "", flags, Link.OperState.UP, Optional.empty(), Optional.empty(), 0, 2, 1, 1500);
    }

    private static void flap(CarrierHistory history, int times) {
        for (int i = 0; i < times; i++) {
            history.changed("eth0", new LinkEvent(Optional.of(WITH), Optional.of(WITHOUT)));
            history.changed("eth0", new LinkEvent(Optional.of(WITHOUT), Optional.of(WITH)));
        }
    }
}
