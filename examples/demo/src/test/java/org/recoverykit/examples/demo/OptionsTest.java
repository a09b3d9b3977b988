package org.recoverykit.examples.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void coloursNeedATerminalAndNobodyWhoObjects() {
        assertThat(Options.of(List.of("--colour"), "").colours()).isEqualTo(Colours.ON);
        assertThat(Options.of(List.of(), "").colours()).as("piped").isEqualTo(Colours.OFF);
        assertThat(Options.of(List.of("--colour"), "1").colours())
                .as("NO_COLOR set")
                .isEqualTo(Colours.OFF);
    }

    @Test
    void anUnknownWordIsNamedAndTheUsageShown() {
        assertThatThrownBy(() -> Options.of(List.of("--fast"), ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'--fast'")
                .hasMessageContaining("Usage: bin/demo");
    }
}
