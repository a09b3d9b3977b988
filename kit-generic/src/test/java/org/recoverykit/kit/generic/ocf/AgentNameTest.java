package org.recoverykit.kit.generic.ocf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentNameTest {
    private static final Path ROOT = Path.of("/usr/lib/ocf");

    @ParameterizedTest
    @ValueSource(strings = {"ocf:heartbeat:redis", "heartbeat:redis", "/usr/lib/ocf/resource.d/heartbeat/redis"})
    void anAgentHasThreeNames(String written) {
        assertThat(AgentName.of(written, ROOT))
                .isEqualTo(
                        new AgentName(ROOT, "heartbeat", "redis", Path.of("/usr/lib/ocf/resource.d/heartbeat/redis")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "", "heartbeat:../../bin/sh", "..:x", "heartbeat:.ocf-shellfuncs", "/", "a:b;c"})
    void everythingElseIsRefusedWithWhatIsAllowed(String written) {
        assertThatThrownBy(() -> AgentName.of(written, ROOT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("provider:type");
    }

    @Test
    void theRootIsAbsolute() {
        assertThatThrownBy(() -> AgentName.of("heartbeat:redis", Path.of("lib")))
                .hasMessageContaining("not absolute");
    }
}
