package org.recoverykit.kit.ip;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RefreshTimesTest {
    private static final Duration INTERVAL = Duration.ofMinutes(2);

    /** Twice within the 300 s of a switch, also for the last of them: the second follows two minutes after the first. */
    @Test
    void addressesThatCameTogetherAreRefreshedApart() {
        Map<Long, Long> inEachSlice = IntStream.rangeClosed(1, 10_000)
                .mapToObj(
                        i -> ProtectedAddress.parse("10." + (i >> 16) + "." + (i >> 8 & 255) + "." + (i & 255) + "/8"))
                .map(address -> Announcer.firstRefresh(address, INTERVAL))
                .collect(Collectors.groupingBy(
                        first -> Math.floorDiv(first.toSeconds() - 30, 12), Collectors.counting()));
        assertThat(inEachSlice.keySet()).as("between 30 and 150 s").allMatch(slice -> slice >= 0 && slice < 10);
        assertThat(inEachSlice).hasSize(10);
        assertThat(inEachSlice.values()).as("about a tenth in each").allMatch(count -> count > 900 && count < 1_100);
    }

    @Test
    void oneAddressKeepsItsTime() {
        ProtectedAddress vip = ProtectedAddress.parse("10.0.0.50/24");
        assertThat(Announcer.firstRefresh(vip, INTERVAL)).isEqualTo(Announcer.firstRefresh(vip, INTERVAL));
    }
}
