package org.recoverykit.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SummaryTest {

    @Test
    void figuresStandRightInTheirColumnsAndFailuresAreNamed() {
        List<String> table = Summary.table(List.of(
                report("1  deleted", Duration.ofMillis(12), Optional.empty()),
                report("2  cut", Duration.ZERO, Optional.of("it never came back"))));

        assertThat(table)
                .containsExactly(
                        "act          detected after   in service after   address silent   page missing   what was done",
                        "1  deleted          1.00 ms                  -          12.0 ms     not at all   moved",
                        "2  cut              1.00 ms                  -       not at all     not at all   moved (FAILED: it never came back)");
    }

    private static Act.Report report(String title, Duration address, Optional<String> problem) {
        return new Act.Report(
                title, Optional.of(Duration.ofMillis(1)), Optional.empty(), address, Duration.ZERO, "moved", problem);
    }
}
