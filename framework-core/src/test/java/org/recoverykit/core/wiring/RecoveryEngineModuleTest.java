package org.recoverykit.core.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.ProvisionException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.recoverykit.engine.HierarchySpec;
import org.recoverykit.engine.InvalidConfigurationException;
import org.recoverykit.engine.RecoveryEngine;
import org.recoverykit.testkit.ScriptedKitProvider;

class RecoveryEngineModuleTest {
    @TempDir
    Path directory;

    private RecoveryEngineBuilder builder(String kit) {
        return RecoveryEngines.builder()
                .node("node1")
                .stateDirectory(directory.resolve("state"))
                .provider(new ScriptedKitProvider())
                .rehearse(false)
                .hierarchy(HierarchySpec.named("web")
                        .resource("vip", kit, Map.of())
                        .build());
    }

    @Test
    void aHostThatUsesGuiceGetsOneWorkingEngine() throws Exception {
        Injector injector = Guice.createInjector(new RecoveryEngineModule(builder("scripted")));
        try (RecoveryEngine engine = injector.getInstance(RecoveryEngine.class)) {
            assertThat(injector.getInstance(RecoveryEngine.class)).isSameAs(engine);
            engine.start();
            assertThat(engine.restore("vip")
                            .toCompletableFuture()
                            .get(10, TimeUnit.SECONDS)
                            .isDone())
                    .isTrue();
        }
    }

    @Test
    void aBadConfigurationIsTheCauseOfWhatGuiceThrows() {
        Injector injector = Guice.createInjector(new RecoveryEngineModule(builder("no-such-kit")));
        assertThatThrownBy(() -> injector.getInstance(RecoveryEngine.class))
                .isInstanceOf(ProvisionException.class)
                .hasCauseInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("no-such-kit");
    }
}
