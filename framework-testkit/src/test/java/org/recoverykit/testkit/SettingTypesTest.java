package org.recoverykit.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingTypesTest {

    private enum Mode {
        FAST
    }

    private record Inner(boolean on, long size) {}

    private record Good(
            String name,
            int port,
            Duration pause,
            Mode mode,
            Optional<String> label,
            List<Integer> ports,
            Map<String, Inner> inners) {}

    private record Bad(File file, Map<Integer, String> byNumber, List<Object> things, double share) {}

    @Test
    void whatTheEngineBindsIsAccepted() {
        assertThat(SettingTypes.unbindable(Good.class)).isEmpty();
    }

    @Test
    void whatItCannotBindIsNamed() {
        assertThat(SettingTypes.unbindable(Bad.class))
                .containsExactly(
                        "file: java.io.File",
                        "byNumber: java.util.Map<java.lang.Integer, java.lang.String>",
                        "things: java.util.List<java.lang.Object>",
                        "share: double");
    }
}
