package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.recoverykit.kit.ip.ReachSettings.Silence;
import org.recoverykit.kit.ip.ReachVerdict.Answers;
import org.recoverykit.spi.CheckResult;
import org.recoverykit.spi.FailureScope;

/** What answers and silence on two interfaces say. */
class ReachVerdictTest {
    private static final List<Inet4Address> ONE = List.of(Station.ip("10.0.0.1"));
    private static final List<Inet4Address> TWO = List.of(Station.ip("10.0.0.1"), Station.ip("10.0.0.2"));

    @Test
    void peers17_anAnswerIsEnough() {
        assertThat(verdict(new Answers("eth0", TWO, true), Optional.empty(), Silence.FAIL))
                .isEqualTo(CheckResult.healthy());
        assertThat(verdict(new Answers("eth0", TWO, true), there(true), Silence.FAIL))
                .isEqualTo(CheckResult.healthy());
    }

    @Test
    void aSilentSpareIsKnownBeforeItIsNeeded() {
        CheckResult seen = verdict(new Answers("eth0", ONE, true), there(false), Silence.FAIL);
        assertThat(seen.kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        assertThat(seen.reason()).startsWith("the backup eth1 is not to be relied on");
    }

    @Test
    void d91_anInterfaceIsDeadWhenTheOtherHearsTheSameStations() {
        assertThat(verdict(new Answers("eth0", ONE, false), there(true), Silence.REPORT))
                .isEqualTo(new CheckResult.Unhealthy(
                        "eth0 has carrier, and nobody of 10.0.0.1 answers there, as they do on eth1",
                        FailureScope.RETRY_HERE));
    }

    @Test
    void d92_silenceOnBothIsNotTheInterfacesFaultUnlessPeopleSaySo() {
        CheckResult reported = verdict(new Answers("eth0", ONE, false), there(false), Silence.REPORT);
        assertThat(reported.kind()).isEqualTo(CheckResult.Kind.HEALTHY);
        assertThat(reported.reason()).contains("on eth0 nor on eth1").contains("the target may be dead: name several");
        CheckResult failed = verdict(new Answers("eth0", TWO, false), Optional.empty(), Silence.FAIL);
        assertThat(failed)
                .isEqualTo(new CheckResult.Unhealthy(
                        "nobody of 10.0.0.1, 10.0.0.2 answers, on eth0; the network may be cut off",
                        FailureScope.TRY_ELSEWHERE));
    }

    private static Optional<Answers> there(boolean any) {
        return Optional.of(new Answers("eth1", ONE, any));
    }

    private static CheckResult verdict(Answers here, Optional<Answers> there, Silence silence) {
        return ReachVerdict.of(here, there, silence);
    }
}
