package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.kit.ip.InterfaceRules.FixedAddressRule;
import org.recoverykit.linux.LinkEvent;
import org.recoverykit.linux.model.Link;
import org.recoverykit.testkit.ManualTime;

/** Whom to trust after a flap. */
class CarrierHistoryTest {
    private static final Link WITH =
            new FixedView().link(2, "eth0", FixedView.WORKING).link(2).orElseThrow();
    private static final Link WITHOUT =
            new FixedView().link(2, "eth0", Link.UP).link(2).orElseThrow();

    private final ManualTime time = new ManualTime();

    @Test
    void anInterfaceThatNeverChangedIsTrusted() {
        CarrierHistory history = history(Duration.ofSeconds(5), Duration.ofSeconds(5), 1);
        assertThat(history.unsettledFor("eth0")).isZero();
        assertThat(history.overlookedFor("eth0")).isZero();
    }

    @Test
    void aFewLossesAreNoReasonForDistrustByDefault() {
        CarrierHistory history = new CarrierHistory(InterfaceRules.DEFAULT, time);
        flap(history, 9);
        assertThat(history.unsettledFor("eth0")).isZero();
        flap(history, 1);
        assertThat(history.unsettledFor("eth0")).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aRestlessInterfaceIsTrustedAgainWhenItHasBeenQuiet() {
        CarrierHistory history = history(Duration.ZERO, Duration.ZERO, 3);
        flap(history, 5);
        time.advance(Duration.ofMillis(1500));
        assertThat(history.unsettledFor("eth0")).isEqualTo(Duration.ofMillis(500));
        time.advance(Duration.ofMillis(500));
        assertThat(history.unsettledFor("eth0")).isZero();
    }

    @Test
    void oldLossesAreForgotten() {
        CarrierHistory history = history(Duration.ZERO, Duration.ZERO, 3);
        flap(history, 2);
        time.advance(Duration.ofSeconds(10));
        flap(history, 1);
        assertThat(history.unsettledFor("eth0")).isZero();
    }

    @Test
    void delaysCountFromTheLastChange() {
        CarrierHistory history = history(Duration.ofSeconds(3), Duration.ofSeconds(4), 0);
        history.changed("eth0", new LinkEvent(Optional.of(WITH), Optional.of(WITHOUT)));
        time.advance(Duration.ofSeconds(1));
        assertThat(history.overlookedFor("eth0")).isEqualTo(Duration.ofSeconds(2));
        history.changed("eth0", new LinkEvent(Optional.of(WITHOUT), Optional.of(WITH)));
        time.advance(Duration.ofSeconds(1));
        assertThat(history.unsettledFor("eth0")).isEqualTo(Duration.ofSeconds(3));
        assertThat(history.unsettledFor("eth1")).as("another interface").isZero();
    }

    private CarrierHistory history(Duration down, Duration up, int flaps) {
        return new CarrierHistory(
                new InterfaceRules(FixedAddressRule.ENFORCE, down, up, flaps, Duration.ofSeconds(2)), time);
    }

    private static void flap(CarrierHistory history, int times) {
        for (int i = 0; i < times; i++) {
            history.changed("eth0", new LinkEvent(Optional.of(WITH), Optional.of(WITHOUT)));
            history.changed("eth0", new LinkEvent(Optional.of(WITHOUT), Optional.of(WITH)));
        }
    }
}
